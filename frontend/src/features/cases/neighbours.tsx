import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'

import { caseAddress } from '@/api/cases'
import { howMany, queueRows } from '@/api/queues'
import type { Row } from '@/api/types'
import { useKeys } from '@/components/use-keys'

import { useQueue } from './use-queue'

type NeighboursProps = { queue: string; number: string }

/** The way on through a queue, in the order in which it was when it was opened. */
export function Neighbours({ queue, number }: NeighboursProps) {
  const navigate = useNavigate()
  const described = useQueue(queue)
  const { data, hasNextPage } = useInfiniteQuery({
    ...queueRows(queue),
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
  })
  const rows = data?.pages.flatMap(({ rows }) => rows) ?? []
  const place = rows.findIndex((row) => row.reference === number)
  const all = hasNextPage && described ? howMany(described) : rows.length
  const back = `/queues/${queue}`
  const before = place > 0 ? rows[place - 1] : undefined
  const after = place >= 0 ? rows[place + 1] : undefined
  const go = (other: Row | undefined) => {
    if (other !== undefined) void navigate(caseAddress(other.kind, other.reference, queue))
  }
  useKeys({
    j: () => {
      go(after)
    },
    k: () => {
      go(before)
    },
    u: () => {
      void navigate(back)
    },
  })
  return (
    <nav className="cc-neighbours cc-no-print" aria-label="In the queue">
      <Link to={back} className="usa-link">
        {described?.title ?? 'Queue'}
      </Link>
      {place >= 0 && (
        <span>
          {place + 1} of {all}
        </span>
      )}
      {before && (
        <Link to={caseAddress(before.kind, before.reference, queue)} className="usa-link">
          Previous
        </Link>
      )}
      {after && (
        <Link to={caseAddress(after.kind, after.reference, queue)} className="usa-link">
          Next
        </Link>
      )}
    </nav>
  )
}

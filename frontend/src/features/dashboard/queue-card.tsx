import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'react-router'

import { howMany, queueGlance } from '@/api/queues'
import type { Queue } from '@/api/types'
import { CaseRow } from '@/components/case-row'
import { Cite } from '@/components/cite'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Tag } from '@/components/tag'

/** A queue in which something waits: how much, what is late, and its first rows. */
export function Waiting({ queue }: { queue: Queue }) {
  const id = useId()
  const { data, error, refetch } = useQuery(queueGlance(queue.name))
  const late = data?.rows.filter(({ due }) => due?.is_late).length ?? 0
  const many = howMany(queue)
  return (
    <section className="cc-card" aria-labelledby={id}>
      <div className="cc-card__head">
        <h2 id={id} className="cc-section margin-y-0">
          <Link to={`/queues/${queue.name}`} className="usa-link cc-target">
            {queue.title}
          </Link>{' '}
          <span className="cc-count">{many}</span>
        </h2>
        {late > 0 && (
          <Tag look="danger">
            {late} of the first {data?.rows.length} late
          </Tag>
        )}
        <Cite clauses={queue.clause} />
      </div>
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading what={queue.title} />}
      <ol className="cc-rows">
        {data?.rows.map((row) => (
          <li key={row.reference}>
            <CaseRow row={row} queue={queue.name} />
          </li>
        ))}
      </ol>
      {data?.next && (
        <p className="margin-y-1">
          <Link
            to={`/queues/${queue.name}`}
            className="usa-link cc-target"
            aria-label={`All ${many}: ${queue.title}`}
          >
            All {many}
          </Link>
        </p>
      )}
    </section>
  )
}

/** Queues in which nothing waits, in one place at the end. */
export function Quiet({ queues }: { queues: Queue[] }) {
  return (
    <section aria-labelledby="quiet" className="cc-quiet">
      <h2 id="quiet" className="cc-section">
        Nothing waits here
      </h2>
      <ul>
        {queues.map((queue) => (
          <li key={queue.name}>
            <Link to={`/queues/${queue.name}`} className="usa-link">
              {queue.title}
            </Link>
            : {queue.empty}
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'

import { Empty } from './empty'
import { Failure } from './failure'
import { Loading } from './loading'

type PagedProps<One> = {
  page: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'refetch' | 'fetchNextPage'
  >
  /** What came so far; undefined before anything came. */
  all: One[] | undefined
  /** What is on its way, in words. */
  what: string
  /** What is said when nothing came. */
  none: string
  children: (all: One[]) => ReactNode
}

/** A list that comes a page at a time: on its way, failed, empty, or shown with a way to more. */
export function Paged<One>({ page, all, what, none, children }: PagedProps<One>) {
  const { list, noteLength } = useFocusOnNew(all?.length ?? 0)
  return (
    <>
      {page.isPending && <Loading what={what} />}
      {page.error && <Failure error={page.error} retry={() => void page.refetch()} />}
      {all?.length === 0 && <Empty words={none} />}
      <div ref={list}>{all !== undefined && all.length > 0 && children(all)}</div>
      {page.hasNextPage && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-disabled={page.isFetchingNextPage}
          onClick={() => {
            if (page.isFetchingNextPage) return
            noteLength()
            void page.fetchNextPage()
          }}
        >
          {page.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </button>
      )}
    </>
  )
}

/** The first of the new entries takes the focus: the button moved away, or went with the last. */
function useFocusOnNew(length: number) {
  const list = useRef<HTMLDivElement>(null)
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (before.current === null || length <= before.current) return
    const entry = list.current?.querySelectorAll<HTMLElement>('ol > li, tbody > tr')[before.current]
    before.current = null
    entry?.setAttribute('tabindex', '-1')
    ;(entry?.querySelector<HTMLElement>('a') ?? entry)?.focus()
  }, [length])
  return {
    list,
    noteLength: () => {
      before.current = length
    },
  }
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { paths } from './schema'

type Sought = Omit<
  NonNullable<paths['/staff/api/concerns']['get']['parameters']['query']>,
  'cursor' | 'size'
>

export const searchForm = queryOptions({
  queryKey: ['search-form'],
  queryFn: () => body(api.GET('/staff/api/search-form')),
  staleTime: Infinity,
})

/** What is not in the server's lists is refused by the server, which says so. */
export const searchRows = (sought: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['search', sought],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/staff/api/concerns', {
          params: { query: { ...(sought as Sought), cursor: pageParam } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

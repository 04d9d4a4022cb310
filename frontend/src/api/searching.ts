import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { components } from './schema'

export type SearchKind = components['schemas']['SearchKindOut']
export type SearchField = components['schemas']['SearchFieldOut']

export const searchForm = queryOptions({
  queryKey: ['search-form'],
  queryFn: () => body(api.GET('/staff/api/search-form')),
  staleTime: Infinity,
})

function rowsOf(kind: string, query: object) {
  switch (kind) {
    case 'service-requests':
      return body(api.GET('/staff/api/service-requests', { params: { query } }))
    case 'work-orders':
      return body(api.GET('/staff/api/work-orders', { params: { query } }))
    default:
      return body(api.GET('/staff/api/concerns', { params: { query } }))
  }
}

/** What is not in the server's lists is refused by the server, which says so. */
export const searchRows = (kind: string, sought: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['search', kind, sought],
    queryFn: ({ pageParam }) => rowsOf(kind, { ...sought, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

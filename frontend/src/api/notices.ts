import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'

export const notices = queryOptions({
  queryKey: ['notices'],
  queryFn: () => body(api.GET('/staff/api/notices')),
  refetchInterval: 30_000,
})

export const markRead = (notice_id: number) =>
  body(api.POST('/staff/api/notices/{notice_id}/read', { params: { path: { notice_id } } }))

import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'

/** The district's beat meetings, newest first. */
export const meetings = queryOptions({
  queryKey: ['meetings'],
  queryFn: async () => (await body(api.GET('/staff/api/meetings'))).meetings,
  retry: false,
})

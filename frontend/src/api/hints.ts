import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'

export const hintsFor = (text: string) =>
  queryOptions({
    queryKey: ['hints', text],
    queryFn: () => body(api.POST('/staff/api/screening/hints', { body: { text } })),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })

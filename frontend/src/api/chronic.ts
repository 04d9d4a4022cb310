import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'

/** What was closed at this place and came back. */
export const chronicFor = (number: string) =>
  queryOptions({
    queryKey: ['chronic', number],
    queryFn: () =>
      body(
        api.GET('/staff/api/concerns/{control_number}/chronic', {
          params: { path: { control_number: number } },
        }),
      ),
    staleTime: 300_000,
  })

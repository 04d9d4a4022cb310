import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'

/** The groups of concerns that may be one problem with this one. */
export const suggestionsFor = (number: string, version: number) =>
  queryOptions({
    queryKey: ['suggestions', number, version],
    queryFn: async () => {
      const found = await body(
        api.GET('/staff/api/concerns/{control_number}/suggestions', {
          params: { path: { control_number: number } },
        }),
      )
      return found.groups
    },
    staleTime: 60_000,
  })

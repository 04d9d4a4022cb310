import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { ApiError } from './problem'

/** A group of concerns that may be one problem with this one. */
export type Suggestion = {
  control_number: string
  number: string
  score: number
  reasons: string[]
  preselected: boolean
  place: string
  submitted_at: string
  size: number
  state: string
}

type Groups = { groups: Suggestion[] }
type Path = '/staff/api/concerns/{control_number}'

/** None where the server makes no suggestions. */
export const suggestionsFor = (number: string, version: number) =>
  queryOptions({
    queryKey: ['suggestions', number, version],
    queryFn: async () => {
      try {
        const found: unknown = await body(
          api.GET('/staff/api/concerns/{control_number}/suggestions' as Path, {
            params: { path: { control_number: number } },
          }),
        )
        return (found as Groups).groups
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return []
        throw error
      }
    },
    staleTime: 60_000,
    retry: false,
  })

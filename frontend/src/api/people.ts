import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { renewCsrfToken } from './csrf'

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const found = await body(api.GET('/staff/api/me'))
    renewCsrfToken(found.csrf_token)
    return found
  },
  staleTime: 5 * 60_000,
})

export async function signIn(star: string, password: string) {
  const found = await body(api.POST('/staff/api/sign-in', { body: { star, password } }))
  renewCsrfToken(found.csrf_token)
  return found
}

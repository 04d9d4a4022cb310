/** The only door to the server. Every refusal is thrown as an ApiError. */
import createClient, { type Middleware } from 'openapi-fetch'

import { ApiError, problemIn } from './problem'
import type { paths } from './schema'
import { tellSignedOut } from './signed-out'

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS'])

const csrfToken = () =>
  document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ''

/** After a sign-in the server gives a new token; the page lives on with it. */
export function renewCsrfToken(token: string) {
  document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token)
}

const proveOrigin: Middleware = {
  onRequest({ request }) {
    if (!CHANGES_NOTHING.has(request.method)) request.headers.set('X-CSRFToken', csrfToken())
    return request
  },
}

const throwRefusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return
    if (response.status === 401) tellSignedOut()
    throw new ApiError(await problemIn(response))
  },
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  fetch: (request) => fetch(request),
})
api.use(proveOrigin, throwRefusals)

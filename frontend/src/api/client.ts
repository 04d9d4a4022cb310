/** The only door to the server. Every refusal is thrown as an ApiError. */
import createClient, { type Middleware } from 'openapi-fetch'

import { csrfToken, fetchCsrfToken } from './csrf'
import { ApiError, problemIn } from './problem'
import type { paths } from './schema'
import { signedInAgain } from './session'

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS'])

const throwRefusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw new ApiError(await problemIn(response))
  },
}

function send(request: Request) {
  const sent = request.clone()
  if (!CHANGES_NOTHING.has(sent.method)) sent.headers.set('X-CSRFToken', csrfToken())
  return fetch(sent)
}

const isTooOld = async (response: Response) =>
  response.status === 400 && (await problemIn(response)).is_too_old === true

/** Sends again what an old token or an ended session stopped, so that nothing typed is lost. */
async function sendUntilAnswered(request: Request): Promise<Response> {
  const response = await send(request)
  if (await isTooOld(response)) {
    await fetchCsrfToken()
    const again = await send(request)
    return again.status === 401 ? afterSignIn(request, again) : again
  }
  return response.status === 401 ? afterSignIn(request, response) : response
}

async function afterSignIn(request: Request, response: Response): Promise<Response> {
  if (request.url.endsWith('/sign-in') || !(await signedInAgain())) return response
  return sendUntilAnswered(request)
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  fetch: sendUntilAnswered,
})
api.use(throwRefusals)

/** The body of an answer; one that should have a body and has none is a fault. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer
  if (data === undefined || data === null) throw new Error('The server answered without a body.')
  return data
}

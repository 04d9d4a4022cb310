import { beforeEach, expect, test, vi } from 'vitest'

import { api, renewCsrfToken } from './client'
import { ApiError } from './problem'
import { onSignedOut } from './signed-out'

const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type },
  })

/** The paths are the API's own; these tests are about any of them. */
const anywhere = '/anywhere' as never
const send = (method: 'GET' | 'POST', response: Response) => {
  const sent: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request)
    return Promise.resolve(response)
  })
  const reply = method === 'GET' ? api.GET(anywhere) : api.POST(anywhere)
  return { sent, reply: reply as Promise<{ data?: unknown }> }
}

beforeEach(() => {
  document.head.innerHTML = '<meta name="csrf-token" content="first">'
})

test('a change carries the token of the page, renewed after a sign-in', async () => {
  const before = send('POST', answer(200, {}, 'application/json'))
  await before.reply
  expect(before.sent[0]?.headers.get('X-CSRFToken')).toBe('first')

  renewCsrfToken('second')
  const after = send('POST', answer(200, {}, 'application/json'))
  await after.reply
  expect(after.sent[0]?.headers.get('X-CSRFToken')).toBe('second')
})

test('a read carries no token', async () => {
  const { sent, reply } = send('GET', answer(200, { here: true }, 'application/json'))
  expect((await reply).data).toEqual({ here: true })
  expect(sent[0]?.headers.has('X-CSRFToken')).toBe(false)
})

test('a refusal is thrown with its words, its clause and its field', async () => {
  const problem = {
    title: 'Not yet',
    status: 422,
    detail: 'Say why more time is needed.',
    clause: 'VI.B.3.b',
    errors: [{ field: 'justification', detail: 'Say why.' }],
  }
  const error = await send('POST', answer(422, problem)).reply.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ApiError)
  expect((error as ApiError).message).toBe('Say why more time is needed.')
  expect((error as ApiError).problem.clause).toBe('VI.B.3.b')
  expect((error as ApiError).messageFor('justification')).toBe('Say why.')
  expect((error as ApiError).messageFor('until')).toBeUndefined()
})

test('a reply that a proxy wrote still has its status', async () => {
  const reply = send('GET', answer(502, '<html>Bad gateway</html>', 'text/html')).reply
  await expect(reply).rejects.toMatchObject({ status: 502 })
})

test('an ended session is told once to those who listen, and no longer to those who left', async () => {
  const told = vi.fn()
  const leave = onSignedOut(told)
  await send('GET', answer(401, { title: 'Sign in', status: 401 })).reply.catch(() => null)
  leave()
  await send('GET', answer(401, { title: 'Sign in', status: 401 })).reply.catch(() => null)
  expect(told).toHaveBeenCalledTimes(1)
})

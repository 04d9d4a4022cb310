import { beforeEach, expect, test, vi } from 'vitest'

import { api } from './client'
import { renewCsrfToken } from './csrf'
import { ApiError } from './problem'
import { expectSession, onSession, putOff, resume, sessionStanding } from './session'

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

test('an ended session is begun again, and what waited is sent again with the new token', async () => {
  const sent: (string | null)[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(`${request.headers.get('X-CSRFToken')} ${await request.text()}`)
    return sent.length === 1 ? answer(401, { title: 'Sign in', status: 401 }) : answer(200, {})
  })
  expectSession(true)
  const leave = onSession(() => {
    if (sessionStanding() !== 'asking') return
    renewCsrfToken('second')
    setTimeout(resume)
  })
  await (api.POST(anywhere, { body: { text: 'typed' } } as never) as Promise<unknown>)
  leave()
  expectSession(false)
  expect(sent).toEqual(['first {"text":"typed"}', 'second {"text":"typed"}'])
})

test('a sign-in that is put off fails what waited, and what follows, without asking again', async () => {
  expectSession(true)
  const asked = vi.fn()
  const leave = onSession(() => {
    if (sessionStanding() !== 'asking') return
    asked()
    setTimeout(putOff)
  })
  const ended = () => answer(401, { title: 'Sign in', status: 401 })
  await expect(send('GET', ended()).reply).rejects.toMatchObject({ status: 401 })
  await expect(send('GET', ended()).reply).rejects.toMatchObject({ status: 401 })
  leave()
  resume()
  expectSession(false)
  expect(asked).toHaveBeenCalledTimes(1)
})

test('a token that is too old is renewed from a new page, and the change is sent again', async () => {
  const tooOld = { title: 'Too old', status: 400, is_too_old: true }
  const tokens: (string | null)[] = []
  vi.stubGlobal('fetch', (given: Request | string) => {
    if (typeof given === 'string')
      return Promise.resolve(new Response('<meta name="csrf-token" content="third">'))
    tokens.push(given.headers.get('X-CSRFToken'))
    return Promise.resolve(tokens.length === 1 ? answer(400, tooOld) : answer(200, {}))
  })
  await (api.POST(anywhere) as Promise<unknown>)
  expect(tokens).toEqual(['first', 'third'])
})

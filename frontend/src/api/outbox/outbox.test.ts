import { beforeEach, expect, test, vi } from 'vitest'

import { ApiError } from '@/api/problem'

import type { ConcernItem, Item, MeetingItem } from './item'
import { Outbox, type Send } from './outbox'
import type { Store } from './store'

function memoryStore(): Store & { kept: Map<string, Item> } {
  const kept = new Map<string, Item>()
  return {
    kept,
    all: () => Promise.resolve([...kept.values()]),
    put: (item) => Promise.resolve(void kept.set(item.key, item)),
    remove: (keys) => {
      keys.forEach((key) => kept.delete(key))
      return Promise.resolve()
    },
  }
}

const meeting: MeetingItem = {
  kind: 'meeting',
  key: 'meeting-1',
  owner: '7',
  madeAt: '2026-03-10T00:00:00Z',
  state: 'waiting',
  body: { district: '011', beat: '1134', held_on: '2026-03-10', place: 'Church', notes: '' },
} as MeetingItem

const concern = (key: string, more: Partial<ConcernItem> = {}): ConcernItem =>
  ({
    kind: 'concern',
    key,
    owner: '7',
    meeting: 'meeting-1',
    madeAt: `2026-03-10T00:00:0${key}Z`,
    state: 'waiting',
    body: { text: key },
    ...more,
  }) as ConcernItem

const answer = { number: '1111 2222 3333', controlNumber: '111122223333' }
const refused = (status: number) =>
  new ApiError({
    title: 'No',
    status,
    detail: 'There is no such beat.',
    errors: [{ field: 'beat', detail: 'There is no such beat.' }],
  })

let store: ReturnType<typeof memoryStore>
let send: { meeting: ReturnType<typeof vi.fn>; concern: ReturnType<typeof vi.fn> }
let outbox: Outbox

const restarted = () => new Outbox(store, send as unknown as Send, (work) => work())
const stateOf = (key: string) => store.kept.get(key)?.state

beforeEach(async () => {
  store = memoryStore()
  send = {
    meeting: vi.fn(() => Promise.resolve({ id: 5 })),
    concern: vi.fn(() => Promise.resolve(answer)),
  }
  outbox = restarted()
  await outbox.put(meeting)
})

test('the meeting goes first, then its concerns in the order in which they were told', async () => {
  await outbox.put(concern('2'))
  await outbox.put(concern('1'))
  await outbox.sendAll('7')
  expect(send.concern.mock.calls.map(([item, id]) => [(item as Item).key, id as number])).toEqual([
    ['1', 5],
    ['2', 5],
  ])
  expect(store.kept.get('1')).toMatchObject({ state: 'sent', answer })
})

test('without a network everything waits, and is sent with the same key after a restart', async () => {
  send.meeting.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await outbox.put(concern('1'))
  await outbox.sendAll('7')
  expect(send.concern).not.toHaveBeenCalled()
  expect(stateOf('1')).toBe('waiting')

  const later = restarted()
  await later.sendAll('7')
  expect(send.meeting.mock.calls.map(([item]) => (item as Item).key)).toEqual([
    'meeting-1',
    'meeting-1',
  ])
  expect(stateOf('1')).toBe('sent')
})

test.each([401, 408, 429, 500, 503])(
  'a %i is no judgement: it waits and is tried again',
  async (status) => {
    await outbox.put(concern('1'))
    send.concern.mockRejectedValueOnce(refused(status))
    await outbox.sendAll('7')
    expect(stateOf('1')).toBe('waiting')
    await outbox.sendAll('7')
    expect(stateOf('1')).toBe('sent')
  },
)

test('a refused concern keeps the words of the server and does not hold up the next', async () => {
  await outbox.put(concern('1'))
  await outbox.put(concern('2'))
  send.concern.mockRejectedValueOnce(refused(422))
  await outbox.sendAll('7')
  expect(store.kept.get('1')).toMatchObject({
    state: 'to-correct',
    said: { detail: 'There is no such beat.', errors: [{ field: 'beat' }] },
  })
  expect(stateOf('2')).toBe('sent')

  await outbox.put(concern('1', { body: { text: 'corrected' } as ConcernItem['body'] }))
  await outbox.sendAll('7')
  expect(stateOf('1')).toBe('sent')
  expect(store.kept.get('1')?.said).toBeUndefined()
})

test('concerns wait while their meeting needs correction', async () => {
  await outbox.put(concern('1'))
  send.meeting.mockRejectedValueOnce(refused(422))
  await outbox.sendAll('7')
  expect(stateOf('meeting-1')).toBe('to-correct')
  expect(stateOf('1')).toBe('waiting')
  expect(send.concern).not.toHaveBeenCalled()
})

test('nobody sends what somebody else typed', async () => {
  await outbox.put(concern('1', { owner: '8' }))
  await outbox.sendAll('7')
  expect(send.concern).not.toHaveBeenCalled()
})

test('signing out takes away what the server has, and nothing else', async () => {
  await outbox.put(concern('1'))
  await outbox.put(concern('2'))
  send.concern.mockResolvedValueOnce(answer).mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await outbox.sendAll('7')
  await outbox.forgetSent('7')
  expect([...store.kept.keys()].sort()).toEqual(['2', 'meeting-1'])

  await outbox.sendAll('7')
  await outbox.forgetSent('7')
  expect([...store.kept.keys()]).toEqual([])
})

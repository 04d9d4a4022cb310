/** The tablet's one outbox. */
import { useEffect, useSyncExternalStore } from 'react'

import { addMeeting, enterConcern } from '@/api/entry'
import { useOnline } from '@/api/online'
import { sessionStanding } from '@/api/session'

import { type Alone, Outbox } from './outbox'
import { tabletStore } from './store'

export type { ConcernItem, Item, MeetingItem } from './item'

const AGAIN = 20_000
const NAME = 'community-concerns-outbox'

let next: Promise<void> | null = null

/** Whoever asks while something is being sent is served right after it, once for all who ask. */
const alone: Alone = (work) => {
  const mine = next ?? inTurn(work)
  next = mine
  return mine
}

async function inTurn(work: () => Promise<void>) {
  await navigator.locks.request(NAME, async () => {
    next = null
    await work()
  })
}

export const outbox = new Outbox(
  tabletStore(),
  {
    meeting: async ({ body, key }) => ({ id: (await addMeeting(body, key)).id }),
    concern: async ({ body, key }, meetingId) => {
      const entered = await enterConcern({ ...body, meeting_id: meetingId }, key)
      return { number: entered.number, controlNumber: entered.control_number }
    },
  },
  alone,
)

const others = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null
others?.addEventListener('message', () => void outbox.load())

/** What this member has in the outbox. */
export const useOutbox = (owner: string) =>
  useSyncExternalStore(outbox.subscribe, outbox.all).filter((item) => item.owner === owner)

export async function keepAndSend(item: Parameters<typeof outbox.put>[0]) {
  await outbox.put(item)
  others?.postMessage(null)
  void outbox.sendAll(item.owner)
}

/** Sends whenever there may be a network, as long as the application is open. */
export function useSending(owner: string) {
  const isOnline = useOnline()
  useEffect(() => {
    const send = () => {
      if (sessionStanding() === 'fine') void outbox.sendAll(owner)
    }
    void outbox.load().then(send)
    const timer = setInterval(send, AGAIN)
    return () => {
      clearInterval(timer)
    }
  }, [owner, isOnline])
}

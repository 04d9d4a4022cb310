/** What was typed and must not be lost: kept on the tablet, sent in order, gone only when taken. */
import { ApiError } from '@/api/problem'

import type { ConcernItem, Item, MeetingItem } from './item'
import type { Store } from './store'

export type Send = {
  meeting: (item: MeetingItem) => Promise<NonNullable<MeetingItem['answer']>>
  concern: (item: ConcernItem, meetingId: number) => Promise<NonNullable<ConcernItem['answer']>>
}

/** One sender at a time, in all the windows of the tablet. */
export type Alone = (work: () => Promise<void>) => Promise<void>

const ASK_AGAIN = new Set([401, 408, 425, 429])

/** Whether the server judged it, or was only not able to take it now. */
const isJudged = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && !ASK_AGAIN.has(error.status)

const byTime = (one: Item, other: Item) => one.madeAt.localeCompare(other.madeAt)

export class Outbox {
  private items: Item[] = []
  private readonly store: Store
  private readonly send: Send
  private readonly alone: Alone
  private readonly listeners = new Set<() => void>()

  constructor(store: Store, send: Send, alone: Alone) {
    this.store = store
    this.send = send
    this.alone = alone
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  readonly all = () => this.items

  async load() {
    this.items = (await this.store.all()).sort(byTime)
    this.listeners.forEach((listener) => {
      listener()
    })
  }

  async put(item: Item) {
    await this.store.put(item)
    await this.load()
  }

  /** Send in order all that this member typed; stops where the server cannot be reached. */
  sendAll(owner: string) {
    return this.alone(async () => {
      await this.load()
      const waiting = this.items.filter((item) => item.owner === owner && item.state === 'waiting')
      for (const { key } of waiting) if (!(await this.sendOne(key))) return
    })
  }

  /** Take away what the server has, never anything else. */
  async forgetSent(owner: string) {
    const unsent = this.items.filter((item) => item.state !== 'sent')
    const needed = new Set(
      unsent.map((item) => (item.kind === 'concern' ? item.meeting : item.key)),
    )
    const done = this.items.filter(
      (item) => item.owner === owner && item.state === 'sent' && !needed.has(item.key),
    )
    await this.store.remove(done.map(({ key }) => key))
    await this.load()
  }

  /** False when there is no sense in going on now. */
  private async sendOne(key: string): Promise<boolean> {
    const item = this.items.find((one) => one.key === key)
    if (item === undefined) return true
    try {
      if (item.kind === 'meeting') {
        await this.put({
          ...item,
          state: 'sent',
          said: undefined,
          answer: await this.send.meeting(item),
        })
      } else {
        const meetingId = this.meetingId(item.meeting)
        if (meetingId === undefined) return true
        const answer = await this.send.concern(item, meetingId)
        await this.put({ ...item, state: 'sent', said: undefined, answer })
      }
      return true
    } catch (error) {
      if (!isJudged(error)) return false
      const { detail, title, clause, errors } = error.problem
      await this.put({
        ...item,
        state: 'to-correct',
        said: { detail: detail ?? title, clause, errors: errors ?? [] },
      })
      return true
    }
  }

  private meetingId(key: string) {
    const meeting = this.items.find((item) => item.key === key)
    return meeting?.kind === 'meeting' ? meeting.answer?.id : undefined
  }
}

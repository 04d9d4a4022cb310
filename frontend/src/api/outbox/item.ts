/** Something that an officer typed and that must reach the server, whenever there is a network. */
import type { Entry, MeetingIn } from '@/api/types'

type Common = {
  /** Its own key: the server takes the same key once only. */
  key: string
  /** The star of whoever typed it; nobody else sends it. */
  owner: string
  madeAt: string
  state: 'waiting' | 'sent' | 'to-correct'
  /** Of a refusal: the server's words, and which field they are about. */
  said?: { detail: string; clause?: string | null; errors: { field: string; detail: string }[] }
}

export type MeetingItem = Common & { kind: 'meeting'; body: MeetingIn; answer?: { id: number } }

export type ConcernItem = Common & {
  kind: 'concern'
  /** The key of the meeting at which it was told. */
  meeting: string
  body: Omit<Entry, 'meeting_id'>
  answer?: { number: string; controlNumber: string }
}

export type Item = MeetingItem | ConcernItem

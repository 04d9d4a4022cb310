import { newKey } from '@/api/entry'
import { keepAndSend, type MeetingItem } from '@/api/outbox'
import type { MeetingIn } from '@/api/types'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import type { Values } from '@/components/form/values'
import { useMe } from '@/components/me'

import { checkNothingMissing, meetingFields } from './fields'

type BeginMeetingProps = { districts: string[]; onBegun: (key: string) => void }

export function BeginMeeting({ districts, onBegun }: BeginMeetingProps) {
  return (
    <section aria-labelledby="begin">
      <h2 id="begin" className="cc-section">
        Begin a meeting
      </h2>
      <MeetingForm districts={districts} send="Begin" onKept={onBegun} />
    </section>
  )
}

type MeetingFormProps = {
  districts: string[]
  send: string
  /** A meeting that the server did not take as it was. */
  wrong?: MeetingItem
  onKept: (key: string) => void
}

const asValues = (body: MeetingIn): Values =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )

/** The record of the meeting; kept on the tablet first, then sent. */
export function MeetingForm({ districts, send, wrong, onKept }: MeetingFormProps) {
  const me = useMe()
  const fields = meetingFields(districts)
  const form = useForm({
    fields,
    known: wrong && asValues(wrong.body),
    send: async (inputs) => {
      checkNothingMissing(fields, inputs)
      const key = wrong?.key ?? newKey()
      void navigator.storage.persist()
      await keepAndSend({
        kind: 'meeting',
        key,
        owner: me.star,
        madeAt: wrong?.madeAt ?? new Date().toISOString(),
        state: 'waiting',
        body: inputs as unknown as MeetingIn,
      })
      return key
    },
    onSent: onKept,
  })
  return <OwnForm form={form} send={send} />
}

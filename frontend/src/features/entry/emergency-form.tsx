import { useState } from 'react'

import { api, body } from '@/api/client'
import { newKey } from '@/api/entry'
import type { components } from '@/api/schema'
import { field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { useMe } from '@/components/me'
import { NoticeBox } from '@/components/notice-box'
import { When } from '@/components/when'

type Told = components['schemas']['EmergencyIn']

const FIELDS = [
  field('what', 'What it is', 'words', { max_length: 4_000 }),
  field('place', 'Where', 'line', { max_length: 200 }),
  field('services', 'Services required', 'line', {
    hint: 'For example Streets and Sanitation, Fire Department, an ambulance.',
    max_length: 200,
  }),
  field('oemc_told_at', 'When OEMC was told', 'moment'),
  field('supervisor_name', 'Supervisor who was told', 'line', { max_length: 200 }),
  field('supervisor_told_at', 'When the supervisor was told', 'moment'),
]

/** II.B: neither a concern nor a service request; what is recorded is who was told, and when. */
export function EmergencyForm() {
  const me = useMe()
  const district = me.posts.find((post) => post.district !== null)?.district ?? null
  const [key, setKey] = useState(newKey)
  const [recordedAt, setRecordedAt] = useState<string | null>(null)
  const form = useForm({
    fields: FIELDS,
    send: (inputs) =>
      body(
        api.POST('/staff/api/emergencies', {
          body: { ...inputs, district } as unknown as Told,
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSent: ({ recorded_at: at }) => {
      setRecordedAt(at)
      setKey(newKey())
      form.startAgain()
    },
  })
  if (recordedAt)
    return (
      <NoticeBox look="success" live title="Recorded">
        <p>
          <When at={recordedAt} />. OEMC and the supervisor were told. No concern is opened (II.B).
        </p>
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => {
            setRecordedAt(null)
          }}
        >
          Record another
        </button>
      </NoticeBox>
    )
  return (
    <>
      <NoticeBox look="warning" title="Call OEMC now, then tell your supervisor">
        Then record here that both were told. No concern and no service request is opened.
      </NoticeBox>
      <OwnForm form={form} send="Record it" />
    </>
  )
}

import { useState } from 'react'

import { newKey } from '@/api/entry'
import { type ConcernItem, keepAndSend, type MeetingItem } from '@/api/outbox'
import type { EntryForm } from '@/api/types'
import { ErrorSummary } from '@/components/form/error-summary'
import { Fields, fieldId } from '@/components/form/fields'
import { useForm } from '@/components/form/use-form'
import type { Values } from '@/components/form/values'
import { Failure } from '@/components/failure'

import { checkNothingMissing, concernFields, contactFields, firstBeat } from './fields'

type QuickEntryProps = {
  meeting: MeetingItem
  form: EntryForm
  /** A concern that the server did not take as it was. */
  wrong?: ConcernItem
  onKept?: () => void
}

const asValues = (body: ConcernItem['body']): Values =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? value : value === null ? '' : String(value),
    ]),
  )

/** Category, words, corner, Enter: then the next one. Kept on the tablet before anything is sent. */
export function QuickEntry({ meeting, form, wrong, onKept }: QuickEntryProps) {
  const [withContact, setWithContact] = useState(Boolean(wrong?.body.contact_name))
  const [said, setSaid] = useState('')
  const quick = concernFields(form, firstBeat(meeting.body.beat))
  const fields = [...quick, ...contactFields]
  const own = useForm({
    fields,
    known: wrong && asValues(wrong.body),
    send: async (inputs) => {
      checkNothingMissing(fields, inputs)
      await keepAndSend({
        kind: 'concern',
        key: wrong?.key ?? newKey(),
        owner: meeting.owner,
        meeting: meeting.key,
        madeAt: wrong?.madeAt ?? new Date().toISOString(),
        state: 'waiting',
        body: { ...inputs, source: 'beat_meeting' } as unknown as ConcernItem['body'],
      })
    },
    onSent: () => {
      if (wrong) {
        onKept?.()
        return
      }
      own.startAgain()
      setSaid('Kept. Next concern.')
      document.getElementById(fieldId(own.id, 'category'))?.focus()
    },
  })
  const refusal = own.refusal
  return (
    <form
      className="cc-form cc-quick"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!own.isSending) own.submit()
      }}
    >
      {refusal && <ErrorSummary form={own.id} fields={fields} error={refusal} />}
      {own.failure !== null && <Failure error={own.failure} />}
      <Fields
        id={own.id}
        fields={withContact ? fields : quick}
        values={own.values}
        error={refusal}
        onChange={own.setValues}
      />
      {!withContact && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => {
            setWithContact(true)
          }}
        >
          Add name and telephone
        </button>
      )}
      <div className="cc-buttons">
        <button type="submit" className="usa-button" aria-disabled={own.isSending}>
          {wrong ? 'Save and send' : 'Keep, then the next'}
        </button>
      </div>
      <p className="usa-sr-only" role="status">
        {said}
      </p>
    </form>
  )
}

import { useEffect, useState } from 'react'

import { enterConcern } from '@/api/entry'
import { keepDraft, readDraft } from '@/api/entry-draft'
import type { Entered, Entry, EntryForm, Field } from '@/api/types'
import { choice, field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { Hints } from '@/components/hints'

const fieldsOf = ({ categories, sources, languages }: EntryForm): Field[] => [
  field('source', 'How it was received', 'choice', { choices: sources }),
  field('category', 'What it is about', 'choice', {
    choices: categories.map(({ code, label, hint }) => choice(code, label, hint)),
  }),
  field('text', 'What is happening', 'words', {
    hint: 'In the words of the community member.',
    max_length: 4_000,
  }),
  field('place', 'Where', 'line', {
    hint: 'An address, the nearest corner, or a description of the place.',
    max_length: 200,
  }),
  field('place_details', 'More about the place', 'line', { required: false, max_length: 500 }),
  field('beat', 'Beat', 'line', { required: false, hint: 'Four digits.', max_length: 4 }),
  field('usual_times', 'When it usually happens', 'line', { required: false, max_length: 500 }),
  field('language', 'Language of the community member', 'choice', {
    choices: languages,
    starts_as: 'en',
  }),
  field('contact_name', 'Name of the community member', 'line', {
    required: false,
    max_length: 120,
  }),
  field('contact_phone', 'Telephone', 'line', { required: false, max_length: 40 }),
  field('contact_email', 'E-mail', 'line', { required: false, max_length: 254 }),
  field('with_pin', 'Print a slip with the control number and a PIN', 'yes_no', {
    required: false,
    hint: 'With both the community member can follow the concern.',
  }),
]

type ConcernFormProps = { form: EntryForm; onEntered: (entered: Entered) => void }

export function ConcernForm({ form, onEntered }: ConcernFormProps) {
  const [draft] = useState(readDraft)
  const own = useForm({
    fields: fieldsOf(form),
    known: draft.values ?? undefined,
    send: (inputs) =>
      enterConcern({ ...inputs, emergency_ruled_out: true } as unknown as Entry, draft.key),
    onSent: onEntered,
  })
  const { values } = own
  useEffect(() => {
    keepDraft({ key: draft.key, values })
  }, [draft.key, values])
  return (
    <OwnForm form={own} send="Enter the concern">
      <Hints text={typeof values.text === 'string' ? values.text : ''} />
    </OwnForm>
  )
}

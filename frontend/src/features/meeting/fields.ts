import { serverNow } from '@/api/clock'
import { ApiError } from '@/api/problem'
import type { EntryForm, Field } from '@/api/types'
import { today } from '@/components/chicago'
import { choice, field } from '@/components/form/own-fields'

export const meetingFields = (districts: string[]): Field[] => [
  field('district', 'District', 'choice', {
    choices: districts.map((code) => choice(code, code)),
    starts_as: districts[0] ?? '',
  }),
  field('beat', 'Beat', 'line', {
    hint: 'Four digits; several that meet together: 1133, 1134.',
    max_length: 40,
  }),
  field('held_on', 'Day', 'day', { starts_as: today(serverNow()) }),
  field('place', 'Place of the meeting', 'line', { max_length: 200 }),
  field('attendance', 'How many came', 'number', { required: false }),
  field('notes', 'Notes', 'words', { required: false, max_length: 4_000 }),
]

export const concernFields = ({ categories }: EntryForm, beat: string): Field[] => [
  field('category', 'What it is about', 'choice', {
    choices: categories.map(({ code, label }) => choice(code, label)),
  }),
  field('text', 'In their words', 'words', { max_length: 4_000 }),
  field(
    'emergency_ruled_out',
    'Nobody is in danger now; no immediate attention is needed',
    'yes_no',
  ),
  field('place', 'Corner or address', 'line', { max_length: 200 }),
  field('beat', 'Beat', 'line', { required: false, max_length: 4, starts_as: beat }),
]

export const contactFields: Field[] = [
  field('contact_name', 'Name of the community member', 'line', {
    required: false,
    max_length: 120,
  }),
  field('contact_phone', 'Telephone', 'line', { required: false, max_length: 40 }),
]

/** Where there is no server to ask, at least nothing that is needed may be missing. */
export function checkNothingMissing(fields: Field[], inputs: Record<string, unknown>) {
  const missing = fields.filter(
    ({ name, required }) => required && (inputs[name] === undefined || inputs[name] === false),
  )
  if (missing.length === 0) return
  throw new ApiError({
    title: 'Not yet',
    status: 422,
    detail: 'Something is missing.',
    errors: missing.map(({ name }) => ({ field: name, detail: 'This is needed.' })),
  })
}

/** The first beat of those that meet, for the concerns told there. */
export const firstBeat = (beats: string) => /\d{4}/.exec(beats)?.[0] ?? ''

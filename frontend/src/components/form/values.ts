/** From the server's description of a form to what is typed, and from there to what is sent. */
import type { Field } from '@/api/types'

import { fromWallTime, wallTime } from '@/components/chicago'

export type Value = string | string[] | boolean | Record<string, string>
export type Values = Record<string, Value>

/** Answers to 311's questions, each by its code; several to one question stand with commas. */
const startAnswers = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((given ?? {}) as Record<string, string | string[]>).map(([code, answer]) => [
      code,
      [answer].flat().join(', '),
    ]),
  )

function answersOf({ starts_as: given }: Field, typed: Record<string, string>) {
  const before = (given ?? {}) as Record<string, string | string[]>
  const split = (code: string, answer: string) =>
    Array.isArray(before[code]) ? answer.split(',').map((one) => one.trim()) : answer
  return Object.fromEntries(
    Object.entries(typed)
      .filter(([, answer]) => answer.trim() !== '')
      .map(([code, answer]) => [code, split(code, answer)]),
  )
}

function startOf({ kind, starts_as }: Field): Value {
  if (kind === 'answers') return startAnswers(starts_as)
  if (kind === 'yes_no') return starts_as === true
  if (kind === 'choices') return Array.isArray(starts_as) ? starts_as.map(String) : []
  if (starts_as === null || starts_as === undefined) return ''
  const start = typeof starts_as === 'string' ? starts_as : JSON.stringify(starts_as)
  return kind === 'moment' && start ? wallTime(start) : start
}

/** What the form holds at first: the server's proposals, then what is already known. */
export const startValues = (fields: Field[], known: Values = {}): Values => ({
  ...Object.fromEntries(fields.map((field) => [field.name, startOf(field)])),
  ...known,
})

/** What could be chosen only after an attempt has to be chosen then. */
export const withChoices = (fields: Field[], found: Record<string, Field['choices']> = {}) =>
  fields.map((field) => {
    const choices = found[field.name]
    return choices ? { ...field, choices, required: true } : field
  })

const canBeAsked = ({ kind, required, choices }: Field) =>
  kind !== 'choice' || required || choices.length > 0

/** A field that waits for another's answer is asked only when that answer is given. */
export const shownFields = (fields: Field[], values: Values) =>
  fields.filter((field) => {
    const wanted = field.shown_when
    const held = wanted && values[wanted.field]
    const isWanted = wanted === null || (typeof held !== 'object' && String(held) === wanted.value)
    return isWanted && canBeAsked(field)
  })

const chosen = (field: Field, value: string) =>
  field.choices.find((choice) => String(choice.value) === value)?.value

const asNumber = (value: string) => (Number.isNaN(Number(value)) ? value : Number(value))

function inputOf(field: Field, value: Value | undefined): unknown {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((one) => chosen(field, one))
  if (typeof value === 'object') return answersOf(field, value)
  if (value === undefined || value.trim() === '') return undefined
  if (field.kind === 'choice') return chosen(field, value)
  if (field.kind === 'moment') return fromWallTime(value)
  return field.kind === 'number' ? asNumber(value) : value
}

/** What is sent: shown fields only, in the server's own types; what is empty is not sent. */
export const toInputs = (fields: Field[], values: Values): Record<string, unknown> =>
  Object.fromEntries(
    shownFields(fields, values)
      .map((field) => [field.name, inputOf(field, values[field.name])] as const)
      .filter(([, input]) => input !== undefined),
  )

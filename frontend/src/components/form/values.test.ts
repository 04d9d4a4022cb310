import { expect, test } from 'vitest'

import { choice, field } from './own-fields'
import { shownFields, startValues, toInputs, withChoices } from './values'

const unit = field('unit', 'Unit', 'choice', {
  choices: [choice(7, 'Watch 2', 'Proposed'), choice(9, 'Tactical')],
  starts_as: 7,
})
const helpers = field('helpers', 'Assisting units', 'choices', {
  required: false,
  choices: [choice(7, 'Watch 2'), choice(9, 'Tactical')],
})
const reason = field('reason', 'Why', 'choice', {
  choices: [choice('emergency', 'Danger'), choice('outside', 'Outside the City')],
})
const told = field('oemc_told', 'OEMC was told', 'yes_no', {
  shown_when: { field: 'reason', value: 'emergency' },
})

test('a form begins with what the server proposes, then with what is already known', () => {
  const words = field('note', 'Note', 'words', { starts_as: 'As before' })
  expect(startValues([unit, helpers, told, words])).toEqual({
    unit: '7',
    helpers: [],
    oemc_told: false,
    note: 'As before',
  })
  expect(startValues([words], { note: 'Typed' })).toEqual({ note: 'Typed' })
})

test('choices go back in the type in which the server gave them', () => {
  expect(toInputs([unit, helpers], { unit: '9', helpers: ['7', '9'] })).toEqual({
    unit: 9,
    helpers: [7, 9],
  })
})

test('a field that waits for an answer is neither shown nor sent before it', () => {
  const fields = [reason, told]
  expect(shownFields(fields, { reason: 'outside' })).toEqual([reason])
  expect(toInputs(fields, { reason: 'outside', oemc_told: true })).toEqual({ reason: 'outside' })
  expect(toInputs(fields, { reason: 'emergency', oemc_told: true })).toEqual({
    reason: 'emergency',
    oemc_told: true,
  })
})

test('a choice that an attempt brings is asked then, and must be answered', () => {
  const which = field('which', 'Which of these', 'choice', { required: false })
  expect(shownFields([which], {})).toEqual([])
  const asked = withChoices([which], { which: [choice('a', 'A'), choice('b', 'B')] })
  expect(asked[0]?.required).toBe(true)
  expect(shownFields(asked, {})).toEqual(asked)
  expect(toInputs(asked, { which: 'b' })).toEqual({ which: 'b' })
  expect(toInputs(asked, { which: 'of the address before' })).toEqual({})
})

test('what is empty is not sent: the server knows whether it is needed', () => {
  const fields = [unit, field('message', 'Message', 'words')]
  expect(toInputs(fields, { unit: '', message: '  ' })).toEqual({})
})

test('a moment is shown in Chicago and sent in UTC', () => {
  const at = field('at', 'When', 'moment', { starts_as: '2026-03-10T17:00:00Z' })
  expect(startValues([at])).toEqual({ at: '2026-03-10T12:00' })
  expect(toInputs([at], { at: '2026-03-10T12:30' })).toEqual({ at: '2026-03-10T17:30:00.000Z' })
})

test('a number goes as a number, and what is none goes as typed, for the server to name', () => {
  const count = field('count', 'How many', 'number')
  expect(toInputs([count], { count: '12' })).toEqual({ count: 12 })
  expect(toInputs([count], { count: 'a dozen' })).toEqual({ count: 'a dozen' })
})

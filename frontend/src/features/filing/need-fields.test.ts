import { expect, test } from 'vitest'

import type { Service } from '@/api/service-requests'

import { needFields, nested } from './need-fields'

const asked = (code: string) => ({
  code,
  asks: code.toLowerCase(),
  kind: 'line',
  required: true,
  hint: '',
  choices: [],
})
const service = (codes: string[], needs_vehicle: boolean): Service => ({
  code: 'ANY',
  name: 'Any',
  describes: '',
  agency: '',
  questions: codes.map(asked),
  usual_days: null,
  season: null,
  in_season: true,
  needs_vehicle,
  elsewhere: null,
})
const names = (of: Service, vehicles: number) =>
  needFields([of], of, vehicles, []).map(({ name }) => name)

test('what 311 asks of a service is asked by its code', () => {
  expect(names(service(['SURFACE'], false), 1)).toContain('answers.SURFACE')
})

test('each vehicle is asked for its own plate, make and color', () => {
  const found = names(service(['PLATE', 'MAKE', 'WHERE'], true), 2)
  expect(found).toEqual(expect.arrayContaining(['vehicles.0.plate', 'vehicles.1.make']))
  expect(found).toContain('answers.WHERE')
  expect(found).not.toContain('answers.PLATE')
})

test('what is typed is nested as the API has it', () => {
  expect(
    nested({
      service: 'ANY',
      'answers.SURFACE': 'BRICK',
      'vehicles.0.plate': 'AB 1',
      'vehicles.1.plate': 'AB 2',
    }),
  ).toEqual({
    service: 'ANY',
    answers: { SURFACE: 'BRICK' },
    vehicles: [{ plate: 'AB 1' }, { plate: 'AB 2' }],
  })
})

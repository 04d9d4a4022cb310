import { expect, test } from 'vitest'

import { remaining } from './remaining'

const due = '2026-03-12T05:00:00Z'

test.each([
  ['2026-03-10T17:00:00Z', '36 h 0 min left', 'in-time'],
  ['2026-03-09T05:00:00Z', '3 days left', 'in-time'],
  ['2026-03-11T17:01:00Z', '11 h 59 min left', 'soon'],
  ['2026-03-12T04:59:00Z', '1 min left', 'soon'],
  ['2026-03-12T07:05:00Z', 'Late by 2 h 5 min', 'late'],
  ['2026-03-15T05:00:00Z', 'Late by 3 days', 'late'],
])('at %s: %s', (now, words, standing) => {
  expect(remaining(due, new Date(now), false)).toEqual({ words, standing })
})

test('what the server calls late is late, even while time seems left here', () => {
  expect(remaining(due, new Date('2026-03-12T04:59:30Z'), true)).toEqual({
    words: 'Late by 0 min',
    standing: 'late',
  })
})

import { expect, test } from 'vitest'

import { fromWallTime, momentWords, wallTime } from './chicago'

test('a moment is told as a Chicago clock shows it, in winter and in summer', () => {
  expect(momentWords('2026-01-05T18:00:00Z')).toBe('Jan 5, 2026, 12:00 PM')
  expect(momentWords('2026-07-05T18:00:00Z')).toBe('Jul 5, 2026, 1:00 PM')
})

test.each([
  ['2026-01-05T12:00', '2026-01-05T18:00:00.000Z'],
  ['2026-07-05T13:00', '2026-07-05T18:00:00.000Z'],
  ['2026-03-08T01:59', '2026-03-08T07:59:00.000Z'], // the minute before the clocks go forward
  ['2026-03-08T03:00', '2026-03-08T08:00:00.000Z'], // the minute after
  ['2026-11-01T01:30', '2026-11-01T06:30:00.000Z'], // an hour that comes twice: the first
  ['2026-11-01T02:00', '2026-11-01T08:00:00.000Z'],
])('%s in Chicago is %s', (wall, utc) => {
  expect(fromWallTime(wall)).toBe(utc)
  expect(wallTime(utc)).toBe(wall)
})

test('what is no time goes as typed, for the server to name', () => {
  expect(fromWallTime('yesterday')).toBe('yesterday')
})

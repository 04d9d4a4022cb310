/** Times as Chicago reads them; the server speaks UTC. */
const ZONE = 'America/Chicago'

const moment = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  dateStyle: 'medium',
  timeStyle: 'short',
})
const day = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, dateStyle: 'medium' })
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const MINUTE = 60_000

export const momentWords = (at: string | Date) => moment.format(new Date(at))

/** A day without a time is a day everywhere: read at noon, so that no zone moves it. */
export const dayWords = (on: string) => day.format(new Date(on.length === 10 ? `${on}T18:00Z` : on))

/** What a datetime-local control holds: 2026-03-10T12:00, Chicago time. */
export function wallTime(at: string | Date) {
  const found = Object.fromEntries(
    parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  )
  return `${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}`
}

export const today = (now: Date) => wallTime(now).slice(0, 10)

const asIfUtc = (wall: string) => new Date(`${wall}:00Z`).getTime()

/** The moment that a Chicago clock shows, in UTC; of an hour that comes twice, the first. */
export function fromWallTime(wall: string) {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return wall
  const near = asIfUtc(wall)
  const offset = (at: number) => asIfUtc(wallTime(new Date(at))) - at
  const first = near - offset(near - 6 * 60 * MINUTE)
  const settled = wallTime(new Date(first)) === wall ? first : near - offset(first)
  return new Date(settled).toISOString()
}

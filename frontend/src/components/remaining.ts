const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SOON = 12 * HOUR

export type Standing = 'late' | 'soon' | 'in-time'

const span = (length: number) => {
  if (length >= 2 * DAY) return `${Math.floor(length / DAY)} days`
  const hours = Math.floor(length / HOUR)
  const minutes = Math.floor((length % HOUR) / MINUTE)
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}

/** How long is left, in words; `isLate` is the server's judgement, the words only follow it. */
export function remaining(dueAt: string, now: Date, isLate: boolean) {
  const left = new Date(dueAt).getTime() - now.getTime()
  if (isLate || left < 0)
    return { words: `Late by ${span(Math.max(0, -left))}`, standing: 'late' as Standing }
  return { words: `${span(left)} left`, standing: (left < SOON ? 'soon' : 'in-time') as Standing }
}

import { useQuery } from '@tanstack/react-query'

import { meetings as meetingsQuery } from '@/api/meetings'
import { type Item, keepAndSend, type MeetingItem } from '@/api/outbox'
import type { Meeting } from '@/api/types'
import { useMe } from '@/components/me'
import { Day } from '@/components/when'

type MeetingsProps = { items: Item[]; onGo: (key: string) => void }

/** Meetings on this tablet, and the district's latest, to go on with. */
export function Meetings({ items, onGo }: MeetingsProps) {
  const me = useMe()
  const { data } = useQuery(meetingsQuery)
  const here = items.filter((item): item is MeetingItem => item.kind === 'meeting')
  const known = new Set(here.map(({ answer }) => answer?.id))
  const elsewhere = data?.filter(({ id }) => !known.has(id)).slice(0, 5) ?? []
  if (here.length + elsewhere.length === 0) return null

  const goOn = async (found: Meeting) => {
    const { id, district, beat, held_on, place, attendance, notes } = found
    const key = `meeting-${id}-${me.star}`
    await keepAndSend({
      kind: 'meeting',
      key,
      owner: me.star,
      madeAt: new Date().toISOString(),
      state: 'sent',
      body: { district, beat, held_on, place, attendance, notes },
      answer: { id },
    })
    onGo(key)
  }
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings" className="cc-section">
        Go on with a meeting
      </h2>
      <ul className="cc-meetings">
        {here.map(({ key, body, state }) => (
          <li key={key}>
            <button
              type="button"
              className="usa-button usa-button--outline"
              onClick={() => {
                onGo(key)
              }}
            >
              Beat {body.beat}, <Day on={body.held_on} />, {body.place}
            </button>{' '}
            {state !== 'sent' && 'on this tablet, not sent yet'}
          </li>
        ))}
        {elsewhere.map((meeting) => (
          <li key={meeting.id}>
            <button
              type="button"
              className="usa-button usa-button--outline"
              onClick={() => void goOn(meeting)}
            >
              Beat {meeting.beat}, <Day on={meeting.held_on} />, {meeting.place}
            </button>{' '}
            {meeting.concerns} concerns
          </li>
        ))}
      </ul>
    </section>
  )
}

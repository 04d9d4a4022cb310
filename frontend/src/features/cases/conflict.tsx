import type { Event } from '@/api/types'
import { NoticeBox } from '@/components/notice-box'
import { When } from '@/components/when'

/** Somebody else acted first: who, what and when; what was typed stands below. */
export function Conflict({ happened, state }: { happened: Event[]; state: string }) {
  return (
    <NoticeBox look="warning" live title="It changed while you had it open">
      <ul className="usa-list">
        {happened.map((event) => (
          <li key={event.at + event.action}>
            {event.label} by {event.by ?? event.role}, <When at={event.at} />
          </li>
        ))}
      </ul>
      <p>It now stands at “{state}”. What you typed is kept.</p>
    </NoticeBox>
  )
}

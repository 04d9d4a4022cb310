import { useId, useState } from 'react'

import type { Event } from '@/api/types'
import { Cite } from '@/components/cite'
import { Facts } from '@/components/facts'
import { When } from '@/components/when'

const AT_FIRST = 8

/** What happened, newest first; nothing in it is ever changed. On paper all of it stands. */
export function History({ events }: { events: Event[] }) {
  const id = useId()
  const [whole, setWhole] = useState(false)
  const newest = [...events].reverse()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="cc-section">
        History
      </h2>
      <ol className="cc-history" reversed>
        {newest.map((event, place) => (
          <li
            key={events.length - place}
            className={whole || place < AT_FIRST ? undefined : 'cc-only-print'}
          >
            <p className="cc-history__what">
              <strong>{event.label}</strong> <Cite clauses={event.clauses} />
            </p>
            <p className="cc-history__who">
              <When at={event.at} />, {event.by ? `${event.by}, ${event.role}` : event.role}
              {event.from_state !== event.to_state && <span>: {event.to_state}</span>}
            </p>
            <Facts facts={event.details.map(([label, value]) => ({ label, value }))} />
          </li>
        ))}
      </ol>
      {!whole && newest.length > AT_FIRST && (
        <button
          type="button"
          className="usa-button usa-button--unstyled cc-no-print"
          onClick={() => {
            setWhole(true)
          }}
        >
          Show all {newest.length}
        </button>
      )}
    </section>
  )
}

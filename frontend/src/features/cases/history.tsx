import { useId, useState } from 'react'

import type { Event } from '@/api/types'
import { Cite } from '@/components/cite'
import { Facts } from '@/components/facts'
import { When } from '@/components/when'

const AT_FIRST = 8

/** What happened, newest first; nothing in it is ever changed. */
export function History({ events }: { events: Event[] }) {
  const id = useId()
  const [whole, setWhole] = useState(false)
  const newest = [...events].reverse()
  const shown = whole ? newest : newest.slice(0, AT_FIRST)
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="cc-section">
        History
      </h2>
      <ol className="cc-history" reversed>
        {shown.map((event, place) => (
          <li key={events.length - place}>
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
      {newest.length > shown.length && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
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

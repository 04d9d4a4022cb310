import { useState } from 'react'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { type DeedOffer, type Sending, useDeed } from '@/api/city311'
import { Failure } from '@/components/failure'
import { When } from '@/components/when'

import { DeedForm } from './deed-form'

type SendingsProps = { title: string; rows: Sending[] }

/** Rows of the outbox for 311, each with what the server offers to do about it. */
export function Sendings({ title, rows }: SendingsProps) {
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="cc-section">
        {title} ({rows.length})
      </h2>
      <ul className="cc-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <OneSending row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneSending({ row }: { row: Sending }) {
  return (
    <article className="cc-row">
      <div className="cc-row__what">
        <p className="cc-row__title">
          <Link to={caseAddress(row.kind, row.reference)} className="usa-link">
            {row.number}
          </Link>
        </p>
        <p className="cc-row__facts">
          <span>{row.what}</span>
          <span>{row.stage}</span>
          <span>
            Queued <When at={row.queued_at} />
          </span>
          {row.sent_at && (
            <span>
              Sent <When at={row.sent_at} />
            </span>
          )}
          <span>{row.attempts === 1 ? '1 try' : `${row.attempts} tries`}</span>
          {row.next_at && (
            <span>
              Next try <When at={row.next_at} />
            </span>
          )}
        </p>
        {row.says && <p className="cc-row__excerpt">{row.says}</p>}
        {row.doubles.length > 0 && (
          <p className="cc-row__excerpt">Also in 311 as {row.doubles.join(', ')}</p>
        )}
        {row.instead && <p className="cc-row__excerpt">{row.instead}</p>}
      </div>
      {row.offers.length > 0 && <Do row={row} />}
    </article>
  )
}

function Do({ row }: { row: Sending }) {
  const deed = useDeed()
  const [chosen, choose] = useState<DeedOffer | null>(null)
  const close = () => {
    choose(null)
  }
  if (chosen) return <DeedForm row={row} offer={chosen} onClose={close} />
  return (
    <div className="cc-row__do">
      {deed.error && <Failure error={deed.error} />}
      <div className="cc-buttons margin-y-0">
        {row.offers.map((offer) => (
          <button
            key={offer.action}
            type="button"
            className="usa-button usa-button--outline"
            aria-label={`${offer.label}: ${row.number}`}
            aria-disabled={deed.isPending}
            onClick={() => {
              if (deed.isPending) return
              if (offer.asks) choose(offer)
              else deed.mutate({ sending_id: row.id, action: offer.action })
            }}
          >
            {offer.label}
          </button>
        ))}
      </div>
    </div>
  )
}

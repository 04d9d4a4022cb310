import { useId } from 'react'

import type { Offer } from '@/api/types'
import { Cite } from '@/components/cite'

type OffersProps = { offers: Offer[]; onChoose: (offer: Offer) => void }

/** What the server offers, in its order, first what moves the case on. A move that must wait says why, and cites its clause. */
export function Offers({ offers, onChoose }: OffersProps) {
  const id = useId()
  const ordered = [...offers.filter(({ moves }) => moves), ...offers.filter(({ moves }) => !moves)]
  const first = ordered.find(({ refusal }) => refusal === null)?.action
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="cc-section">
        What you can do
      </h2>
      {offers.length === 0 && <p className="cc-empty">Nothing here waits for you.</p>}
      <ul className="cc-offers">
        {ordered.map((offer) => (
          <OneOffer
            key={offer.action}
            offer={offer}
            isFirst={offer.action === first}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </section>
  )
}

type OneOfferProps = { offer: Offer; isFirst: boolean; onChoose: (offer: Offer) => void }

function OneOffer({ offer, isFirst, onChoose }: OneOfferProps) {
  const { action, label, refusal, preview } = offer
  const more = useId()
  return (
    <li>
      <button
        type="button"
        id={`offer-${action}`}
        className={isFirst ? 'usa-button cc-offer' : 'usa-button usa-button--outline cc-offer'}
        aria-disabled={refusal !== null}
        aria-describedby={refusal || preview ? more : undefined}
        onClick={() => {
          if (refusal === null) onChoose(offer)
        }}
      >
        {label}
      </button>
      {(refusal || preview) && (
        <p id={more} className="cc-offer__more">
          {refusal ? (
            <>
              {refusal.why} <Cite clauses={refusal.clause} />
            </>
          ) : (
            preview
          )}
        </p>
      )}
    </li>
  )
}

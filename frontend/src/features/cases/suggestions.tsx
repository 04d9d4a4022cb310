import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { suggestionsFor } from '@/api/suggestions'
import type { Offer, Suggestion } from '@/api/types'
import type { Values } from '@/components/form/values'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

type SuggestionsProps = {
  number: string
  version: number
  offers: Offer[]
  onChoose: (offer: Offer, known: Values) => void
}

/** Concerns that may be one problem with this one; a person decides (VI.B.1). */
export function Suggestions({ number, version, offers, onChoose }: SuggestionsProps) {
  const { data } = useQuery(suggestionsFor(number, version))
  const take = (action: string) => offers.find((offer) => offer.action === action)
  const associate = take('associate')
  const different = take('mark_different')
  if (!data || data.length === 0 || (!associate && !different)) return null
  return (
    <section aria-labelledby="suggestions" className="cc-suggestions">
      <h2 id="suggestions" className="cc-section">
        May be the same problem
      </h2>
      <ul className="add-list-reset">
        {data.map((group) => (
          <li key={group.control_number} className="cc-suggestion">
            <One group={group} />
            <div className="cc-buttons">
              {associate?.refusal === null && group.refusal === null && (
                <button
                  type="button"
                  className={group.preselected ? 'usa-button' : 'usa-button usa-button--outline'}
                  aria-label={`Associate with ${group.number}`}
                  onClick={() => {
                    onChoose(associate, {
                      primary: group.number,
                      because: group.reasons.join('; '),
                    })
                  }}
                >
                  Associate
                </button>
              )}
              {different?.refusal === null && (
                <button
                  type="button"
                  className="usa-button usa-button--unstyled"
                  aria-label={`Different problem from ${group.number}`}
                  onClick={() => {
                    onChoose(different, { other: group.number })
                  }}
                >
                  Different problem
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function One({ group }: { group: Suggestion }) {
  return (
    <>
      <p className="margin-y-0">
        <Link to={caseAddress('concern', group.control_number)} className="usa-link cc-number">
          {group.number}
        </Link>{' '}
        {group.preselected && <Tag look="info">Very likely</Tag>}
      </p>
      <p className="margin-y-0">
        {group.place}, {group.state}, <When at={group.submitted_at} />
        {group.size > 1 && `, ${group.size} concerns`}
      </p>
      <p className="usa-hint margin-y-0">{group.reasons.join('; ')}</p>
      {group.refusal && <p className="margin-y-0">{group.refusal}</p>}
    </>
  )
}

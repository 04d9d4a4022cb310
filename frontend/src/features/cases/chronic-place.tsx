import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { chronicFor } from '@/api/chronic'
import { When } from '@/components/when'

/** How often a problem like this one was closed here and came back; nothing where it never did. */
export function ChronicPlace({ number }: { number: string }) {
  const { data } = useQuery(chronicFor(number))
  if (!data?.says) return null
  return (
    <section aria-labelledby="chronic">
      <h2 id="chronic" className="cc-section">
        Chronic place
      </h2>
      <p>{data.says}</p>
      <ul className="usa-list">
        {data.closed.map(({ control_number, number, place, closed_at, outcome }) => (
          <li key={closed_at}>
            {control_number ? (
              <Link to={caseAddress('concern', control_number)} className="usa-link cc-number">
                {number}
              </Link>
            ) : (
              'Another concern'
            )}
            , {place}, closed <When at={closed_at} />
            {outcome && `, ${outcome}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

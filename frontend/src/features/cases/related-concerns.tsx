import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import type { Concern, Related } from '@/api/types'
import { When } from '@/components/when'

/** The primary concern of this one, and those that follow it (VI.B.1). */
export function RelatedConcerns({ concern }: { concern: Concern }) {
  const { primary, followers } = concern
  if (primary === null && followers.length === 0) return null
  return (
    <section aria-labelledby="related">
      <h2 id="related" className="cc-section">
        {primary ? 'Its primary concern' : `Associated concerns (${followers.length})`}
      </h2>
      <ul className="usa-list">
        {(primary ? [primary] : followers).map((related) => (
          <One key={related.control_number} related={related} />
        ))}
      </ul>
    </section>
  )
}

function One({ related }: { related: Related }) {
  return (
    <li>
      <Link to={caseAddress('concern', related.control_number)} className="usa-link cc-number">
        {related.number}
      </Link>
      , {related.place}, {related.state}, submitted <When at={related.submitted_at} />
    </li>
  )
}

import { useId } from 'react'
import { Link } from 'react-router'

import type { Paper } from '@/api/types'

type PapersProps = { papers: Paper[]; onScreen: Paper[] }

/** What can be printed of a case, and what of it the screen shows as paper does. */
export function Papers({ papers, onScreen }: PapersProps) {
  const id = useId()
  if (papers.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="cc-section">
        Papers
      </h2>
      <ul className="cc-papers">
        {onScreen.map(({ label, href }) => (
          <li key={href}>
            <Link className="usa-link" to={href}>
              {label}
            </Link>
          </li>
        ))}
        {papers.map(({ label, href }) => (
          <li key={href}>
            <a className="usa-link" href={href} target="_blank" rel="noreferrer">
              {label} (PDF)
              <span className="usa-sr-only">, in a new tab</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

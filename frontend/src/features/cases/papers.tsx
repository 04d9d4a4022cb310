import { useId } from 'react'

import type { Paper } from '@/api/types'

/** What can be printed of a case. */
export function Papers({ papers }: { papers: Paper[] }) {
  const id = useId()
  if (papers.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="cc-section">
        Print (PDF)
      </h2>
      <ul className="cc-papers">
        {papers.map(({ label, href }) => (
          <li key={href}>
            <a className="usa-link" href={href} target="_blank" rel="noreferrer">
              {label}
              <span className="usa-sr-only">, a PDF in a new tab</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

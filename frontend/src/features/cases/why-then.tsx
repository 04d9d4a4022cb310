import type { WhyThen as Step } from '@/api/types'
import { Cite } from '@/components/cite'
import { When } from '@/components/when'

/** The arithmetic behind the due date, on request. */
export function WhyThen({ steps }: { steps: Step[] }) {
  if (steps.length === 0) return null
  return (
    <details className="cc-why">
      <summary>Why then?</summary>
      <ol className="usa-list">
        {steps.map(({ step, at, clause }) => (
          <li key={step + at}>
            {step}: <When at={at} /> <Cite clauses={clause} />
          </li>
        ))}
      </ol>
    </details>
  )
}

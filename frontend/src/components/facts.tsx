import type { ReactNode } from 'react'

export type Fact = { label: string; value: ReactNode }

/** Labels with their values; what is not known is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== false && (value ?? '') !== '')
  if (known.length === 0) return null
  return (
    <dl className="cc-facts">
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

import { useId } from 'react'
import { useSearchParams } from 'react-router'

import type { SearchField, SearchKind } from '@/api/searching'

type Sought = Record<string, string>
type KindChoiceProps = { kinds: SearchKind[]; kind: SearchKind; sought: Sought }

/** Another kind is looked through for the same words at once; its own fields follow. */
export function KindChoice({ kinds, kind, sought }: KindChoiceProps) {
  const [, setSearch] = useSearchParams()
  const id = useId()
  if (kinds.length < 2) return null
  return (
    <div className="cc-search-form">
      <div>
        <label htmlFor={id} className="usa-label">
          Look among
        </label>
        <select
          id={id}
          className="usa-select"
          value={kind.kind}
          onChange={({ currentTarget }) => {
            const words = sought.q ? { q: sought.q } : undefined
            setSearch({ kind: currentTarget.value, ...words })
          }}
        >
          {kinds.map((each) => (
            <option key={each.kind} value={each.kind}>
              {each.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

export function SearchForm({ kind, sought }: { kind: SearchKind; sought: Sought }) {
  const [, setSearch] = useSearchParams()
  const id = useId()
  return (
    <form
      className="cc-search-form"
      role="search"
      aria-label={kind.label}
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const asked = new URLSearchParams({ kind: kind.kind })
        for (const { name } of kind.fields) {
          const value = typed.get(name)
          if (typeof value === 'string' && value !== '') asked.set(name, value)
        }
        setSearch(asked)
      }}
    >
      {kind.fields.map((field) => (
        <One key={field.name} id={`${id}-${field.name}`} field={field} held={sought[field.name]} />
      ))}
      <button type="submit" className="usa-button">
        Search
      </button>
    </form>
  )
}

type OneProps = { id: string; field: SearchField; held: string | undefined }

function One({ id, field: { name, label, choices, max_length }, held }: OneProps) {
  return (
    <div>
      <label htmlFor={id} className="usa-label">
        {label}
      </label>
      {choices.length === 0 ? (
        <input
          id={id}
          name={name}
          className="usa-input"
          defaultValue={held}
          maxLength={max_length}
        />
      ) : (
        <select id={id} name={name} className="usa-select" defaultValue={held}>
          <option value="">Any</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

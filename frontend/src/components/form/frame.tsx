import type { ReactNode } from 'react'

import type { Field } from '@/api/types'

type FrameProps = {
  id: string
  field: Field
  error?: string
  typed?: number
  children: ReactNode
}

/** What stands around a field: its label, its hint, what is wrong with it, how much is left. */
export function Frame({ id, field, error, typed, children }: FrameProps) {
  const left =
    field.kind === 'words' &&
    field.max_length &&
    typed !== undefined &&
    typed > field.max_length * 0.8
      ? field.max_length - typed
      : null
  return (
    <div className={error ? 'usa-form-group usa-form-group--error' : 'usa-form-group'}>
      <label htmlFor={id} className="usa-label">
        {field.label}
        {!field.required && <span className="cc-optional"> (optional)</span>}
      </label>
      <div id={`${id}-more`}>
        {field.hint && <span className="usa-hint">{field.hint}</span>}
        {error && <span className="usa-error-message">{error}</span>}
        {left !== null && (
          <span className="usa-hint" role="status">
            {left >= 0 ? `${left} characters left` : `${-left} characters too many`}
          </span>
        )}
      </div>
      {children}
    </div>
  )
}

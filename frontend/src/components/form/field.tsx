import type { KeyboardEvent } from 'react'

import { serverNow } from '@/api/clock'
import type { Field as Description } from '@/api/types'
import { wallTime } from '@/components/chicago'

import { Answers } from './answers'
import { Choices } from './choices'
import { Frame } from './frame'
import type { Value } from './values'

export type FieldProps = {
  id: string
  field: Description
  value: Value
  error?: string
  /** Of a field with parts: what is wrong with one of them. */
  errorOf?: (part: string) => string | undefined
  onChange: (value: Value) => void
}

const TYPES: Record<string, string> = {
  line: 'text',
  moment: 'datetime-local',
  day: 'date',
  number: 'text',
}

/** One field as the server describes it. */
export function Field(props: FieldProps) {
  const { field } = props
  if (field.kind === 'yes_no') return <YesNo {...props} />
  if (field.kind === 'choice' || field.kind === 'choices') return <Choices {...props} />
  if (field.kind === 'answers') return <Answers {...props} />
  return <Typed {...props} />
}

function Typed({ id, field, value, error, onChange }: FieldProps) {
  const shown = typeof value === 'string' ? value : ''
  const common = {
    id,
    name: field.name,
    value: shown,
    'aria-required': field.required,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-more`,
    onChange: ({ target }: { target: { value: string } }) => {
      onChange(target.value)
    },
  }
  const look = error ? 'usa-input--error' : ''
  return (
    <Frame id={id} field={field} error={error} typed={shown.length}>
      {field.kind === 'words' ? (
        <textarea
          className={`usa-textarea cc-textarea ${look}`}
          rows={4}
          {...common}
          onKeyDown={sendOnControlEnter}
        />
      ) : (
        <input
          className={`usa-input ${look}`}
          type={TYPES[field.kind] ?? 'text'}
          inputMode={field.kind === 'number' ? 'numeric' : undefined}
          autoComplete="off"
          {...common}
        />
      )}
      {field.kind === 'moment' && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => {
            onChange(wallTime(serverNow()))
          }}
        >
          Now <span className="usa-sr-only">({field.label})</span>
        </button>
      )}
    </Frame>
  )
}

/** Enter makes a new line in a text; with Control it sends the form. */
function sendOnControlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    event.currentTarget.form?.requestSubmit()
}

function YesNo({ id, field, value, error, onChange }: FieldProps) {
  return (
    <div className={error ? 'usa-form-group usa-form-group--error' : 'usa-form-group'}>
      <div className="usa-checkbox">
        <input
          id={id}
          name={field.name}
          type="checkbox"
          className="usa-checkbox__input"
          checked={value === true}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-more`}
          onChange={({ target }) => {
            onChange(target.checked)
          }}
        />
        <label htmlFor={id} className="usa-checkbox__label">
          {field.label}
        </label>
      </div>
      <div id={`${id}-more`}>
        {field.hint && <span className="usa-hint">{field.hint}</span>}
        {error && <span className="usa-error-message">{error}</span>}
      </div>
    </div>
  )
}

import type { FieldProps } from './field'
import { Frame } from './frame'

const FEW = 7

/** One or several of the server's choices: a few as buttons side by side, many as a list. */
export function Choices(props: FieldProps) {
  const { field } = props
  if (field.kind === 'choice' && field.choices.length > FEW) return <Select {...props} />
  return <Boxes {...props} />
}

function Select({ id, field, value, error, onChange }: FieldProps) {
  return (
    <Frame id={id} field={field} error={error}>
      <select
        id={id}
        name={field.name}
        className="usa-select"
        value={typeof value === 'string' ? value : ''}
        aria-required={field.required}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-more`}
        onChange={({ target }) => {
          onChange(target.value)
        }}
      >
        <option value="">Choose</option>
        {field.choices.map((choice) => (
          <option key={choice.value} value={String(choice.value)}>
            {choice.hint ? `${choice.label} (${choice.hint})` : choice.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Boxes({ id, field, value, error, onChange }: FieldProps) {
  const several = field.kind === 'choices'
  const held = [value].flat().filter((one) => typeof one === 'string')
  const look = several ? 'usa-checkbox' : 'usa-radio'
  return (
    <fieldset
      className={`usa-fieldset usa-form-group ${error ? 'usa-form-group--error' : ''}`}
      aria-describedby={`${id}-more`}
    >
      <legend className="usa-legend" tabIndex={-1} id={id}>
        {field.label}
        {!field.required && <span className="cc-optional"> (optional)</span>}
      </legend>
      <div id={`${id}-more`}>
        {field.hint && <span className="usa-hint">{field.hint}</span>}
        {error && <span className="usa-error-message">{error}</span>}
        {field.choices.length === 0 && <span className="usa-hint">There is nobody to choose.</span>}
      </div>
      <div className="cc-boxes">
        {field.choices.map((choice, position) => {
          const own = String(choice.value)
          return (
            <div key={own} className={look}>
              <input
                id={`${id}-${position}`}
                name={field.name}
                type={several ? 'checkbox' : 'radio'}
                className={`${look}__input`}
                checked={held.includes(own)}
                onChange={({ target }) => {
                  onChange(several ? toggled(held, own, target.checked) : own)
                }}
              />
              <label htmlFor={`${id}-${position}`} className={`${look}__label`}>
                {choice.label}
                {choice.hint && <span className={`${look}__label-description`}>{choice.hint}</span>}
              </label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

const toggled = (held: string[], own: string, on: boolean) => [
  ...held.filter((one) => one !== own),
  ...(on ? [own] : []),
]

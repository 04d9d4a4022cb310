import type { FieldProps } from './field'

/** What 311 asks of a service: one line for each question, told apart by its code. */
export function Answers({ id, field, value, error, errorOf, onChange }: FieldProps) {
  const held = typeof value === 'object' && !Array.isArray(value) ? value : {}
  return (
    <fieldset className="usa-fieldset usa-form-group">
      <legend className="usa-legend" tabIndex={-1} id={id}>
        {field.label}
        {!field.required && <span className="cc-optional"> (optional)</span>}
      </legend>
      {error && <span className="usa-error-message">{error}</span>}
      {field.choices.map((question) => {
        const code = String(question.value)
        const own = `${id}-${code}`
        const wrong = errorOf?.(code)
        return (
          <div
            key={code}
            className={wrong ? 'usa-form-group usa-form-group--error' : 'usa-form-group'}
          >
            <label htmlFor={own} className="usa-label">
              {question.label}
            </label>
            {(question.hint || wrong) && (
              <div id={`${own}-more`}>
                {question.hint && <span className="usa-hint">{question.hint}</span>}
                {wrong && <span className="usa-error-message">{wrong}</span>}
              </div>
            )}
            <input
              id={own}
              className="usa-input"
              autoComplete="off"
              value={held[code] ?? ''}
              aria-describedby={question.hint || wrong ? `${own}-more` : undefined}
              onChange={({ target }) => {
                onChange({ ...held, [code]: target.value })
              }}
            />
          </div>
        )
      })}
    </fieldset>
  )
}

import { useId, useState } from 'react'

import { ApiError } from '@/api/problem'
import { Failure } from '@/components/failure'

type RevealFormProps = {
  button: string
  hint: string
  isPending: boolean
  error: Error | null
  onReveal: (reason: string) => void
}

/** A button that first asks why; the reason goes into the access log (VI.C). */
export function RevealForm({ button, hint, isPending, error, onReveal }: RevealFormProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!isOpen)
    return (
      <button
        type="button"
        className="usa-button usa-button--outline"
        onClick={() => {
          setOpen(true)
        }}
      >
        {button}
      </button>
    )
  const wrong = error instanceof ApiError ? error.messageFor('reason') : undefined
  return (
    <form
      className="cc-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onReveal(reason)
      }}
    >
      <label htmlFor={id} className="usa-label">
        Why do you need it?
      </label>
      <span id={`${id}-hint`} className="usa-hint">
        {hint}
      </span>
      {wrong && <span className="usa-error-message">{wrong}</span>}
      <input
        id={id}
        className="usa-input"
        value={reason}
        maxLength={300}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          setReason(target.value)
        }}
        // The member has just asked for this form.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      {error && !wrong && <Failure error={error} />}
      <div className="cc-buttons">
        <button type="submit" className="usa-button" aria-disabled={isPending}>
          {button}
        </button>
      </div>
    </form>
  )
}

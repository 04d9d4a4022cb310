import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'

import { changePassword } from '@/api/members'
import { me } from '@/api/people'
import { ApiError } from '@/api/problem'
import { expectSession } from '@/api/session'
import { Failure } from '@/components/failure'
import { Page } from '@/components/page'

/** A new password; every sign-in of mine then ends, this one too. */
export function PasswordPage() {
  const id = useId()
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      expectSession(false)
      void cache.resetQueries({ queryKey: me.queryKey })
    },
  })
  const refusal = error instanceof ApiError ? error : null
  const input = (name: 'current' | 'new', label: string, hint: string) => (
    <>
      <label htmlFor={`${id}-${name}`} className="usa-label">
        {label}
      </label>
      <span id={`${id}-${name}-more`} className="usa-hint">
        {hint}{' '}
        {refusal?.messageFor(name) && (
          <span className="usa-error-message">{refusal.messageFor(name)}</span>
        )}
      </span>
      <input
        id={`${id}-${name}`}
        name={name}
        type="password"
        className="usa-input"
        autoComplete={name === 'new' ? 'new-password' : 'current-password'}
        aria-describedby={`${id}-${name}-more`}
        required
      />
    </>
  )
  return (
    <Page title="Change the password">
      <form
        className="cc-form"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget)
          const word = (name: string) => {
            const value = typed.get(name)
            return typeof value === 'string' ? value : ''
          }
          if (!isPending) mutate({ current: word('current'), new: word('new') })
        }}
      >
        {error && <Failure error={error} />}
        {input('current', 'Current password', '')}
        {input('new', 'New password', '12 characters or more. You then sign in again.')}
        <div className="cc-buttons">
          <button type="submit" className="usa-button" aria-disabled={isPending}>
            Change it
          </button>
        </div>
      </form>
    </Page>
  )
}

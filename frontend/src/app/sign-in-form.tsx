import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { signIn } from '@/api/people'
import { ApiError } from '@/api/problem'
import type { Me } from '@/api/types'
import { Failure } from '@/components/failure'
import { NoticeBox } from '@/components/notice-box'

export type Given = { star: string; password: string }
type SignInFormProps = {
  given?: Given
  /** Of a session that ended: only this member can go on. */
  onlyFor?: string
  onSignedIn: (me: Me) => void
}

export function SignInForm({ given, onlyFor, onSignedIn }: SignInFormProps) {
  const id = useId()
  const [star, setStar] = useState(onlyFor ?? given?.star ?? '')
  const [password, setPassword] = useState(given?.password ?? '')
  const first = useRef<HTMLInputElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => signIn(star, password),
    onSuccess: onSignedIn,
  })
  useEffect(() => {
    if (onlyFor !== undefined || error) first.current?.focus()
  }, [onlyFor, error])
  return (
    <form
      className="cc-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) mutate()
      }}
    >
      {error instanceof ApiError ? (
        <NoticeBox look="error" live>
          {error.message}
        </NoticeBox>
      ) : (
        error && <Failure error={error} />
      )}
      <label htmlFor={`${id}-star`} className="usa-label">
        Star number
      </label>
      <input
        id={`${id}-star`}
        className="usa-input"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={onlyFor !== undefined}
        value={star}
        onChange={({ target }) => {
          setStar(target.value)
        }}
      />
      <label htmlFor={`${id}-password`} className="usa-label">
        Password
      </label>
      <input
        id={`${id}-password`}
        ref={first}
        type="password"
        className="usa-input"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => {
          setPassword(target.value)
        }}
      />
      <div className="cc-buttons">
        <button type="submit" className="usa-button" aria-disabled={isPending}>
          {isPending ? 'Signing in…' : 'Sign in'}
        </button>
      </div>
    </form>
  )
}

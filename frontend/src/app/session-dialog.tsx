import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

import { me as meQuery } from '@/api/people'
import { askToSignIn, onSession, putOff, resume, sessionStanding } from '@/api/session'
import { Dialog } from '@/components/dialog'
import { useMe } from '@/components/me'
import { NoticeBox } from '@/components/notice-box'

import { HelpDesk } from './help-desk'
import { SignInForm } from './sign-in-form'

const useStanding = () => useSyncExternalStore(onSession, sessionStanding)

/** A session that ended is begun again over the page; what waited is then sent by itself. */
export function SessionDialog() {
  const me = useMe()
  const cache = useQueryClient()
  if (useStanding() !== 'asking') return null
  return (
    <Dialog title="Your session has ended" onClose={putOff}>
      <p>Sign in again to go on. What you typed is still here and is then sent.</p>
      <SignInForm
        onlyFor={me.star}
        onSignedIn={(signedIn) => {
          cache.setQueryData(meQuery.queryKey, signedIn)
          resume()
        }}
      />
      <button
        type="button"
        className="usa-button usa-button--unstyled margin-bottom-2"
        onClick={putOff}
      >
        Not now
      </button>
      <HelpDesk />
    </Dialog>
  )
}

/** While the sign-in is put off, says so and offers it. */
export function SessionNotice() {
  if (useStanding() !== 'put-off') return null
  return (
    <NoticeBox look="warning" live>
      Your session has ended. What you do now is not sent.{' '}
      <button type="button" className="usa-button usa-button--unstyled" onClick={askToSignIn}>
        Sign in
      </button>
    </NoticeBox>
  )
}

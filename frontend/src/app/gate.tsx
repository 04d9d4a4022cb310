import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { me as meQuery } from '@/api/people'
import { ApiError, isUnreached } from '@/api/problem'
import { rememberedMe, rememberMe } from '@/api/remembered'
import { expectSession } from '@/api/session'
import type { Me } from '@/api/types'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { MeContext } from '@/components/me'
import { Toasts } from '@/components/toasts'

import { Shell } from './shell'
import { SignInPage } from './sign-in-page'

/** Who is here decides what is shown: the sign-in, or the application. */
export function Gate() {
  const { data, error, refetch } = useQuery(meQuery)
  const known = data ?? (isUnreached(error) ? rememberedMe() : null)
  if (known) return <Inside me={known} isFresh={data !== undefined} />
  if (error instanceof ApiError && error.status === 401) return <SignInPage />
  return (
    <main className="grid-container padding-y-4">
      <h1>Community Concerns</h1>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="the staff application" />
      )}
    </main>
  )
}

function Inside({ me, isFresh }: { me: Me; isFresh: boolean }) {
  useEffect(() => {
    expectSession(true)
    if (isFresh) rememberMe(me)
  }, [me, isFresh])
  return (
    <MeContext.Provider value={me}>
      <Toasts>
        <Shell />
      </Toasts>
    </MeContext.Provider>
  )
}

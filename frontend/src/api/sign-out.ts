import type { QueryClient } from '@tanstack/react-query'

import { api } from './client'
import { outbox } from './outbox'
import { forgetAll } from './remembered'
import { expectSession } from './session'

/** Ends the sign-in and takes from this device all that was read; what was not sent stays. */
export async function signOut(owner: string, cache: QueryClient) {
  expectSession(false)
  await api.POST('/staff/api/sign-out')
  await outbox.load()
  await outbox.forgetSent(owner)
  cache.clear()
  forgetAll()
  window.location.assign('/staff/')
}

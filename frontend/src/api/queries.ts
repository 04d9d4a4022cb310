import { QueryClient } from '@tanstack/react-query'

import { ApiError, isUnreached } from './problem'

const RETRIES = 2

/** A refusal is an answer; only a server or a network that failed is asked again. */
const worthAnotherTry = (failures: number, error: unknown) =>
  failures < RETRIES &&
  !(error instanceof ApiError && error.status < 500) &&
  !(isUnreached(error) && !navigator.onLine)

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // Without a network an answer must come at once, so that a screen can say so and go on.
      queries: { retry: worthAnotherTry, staleTime: 10_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

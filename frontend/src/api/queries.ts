import { QueryClient } from '@tanstack/react-query'

import { ApiError } from './problem'

const RETRIES = 2

/** A refusal is an answer; only a server or a network that failed is asked again. */
const worthAnotherTry = (failures: number, error: unknown) =>
  failures < RETRIES && !(error instanceof ApiError && error.status < 500)

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthAnotherTry, staleTime: 10_000 },
      mutations: { retry: false },
    },
  })

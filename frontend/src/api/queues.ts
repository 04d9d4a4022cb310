import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { setServerNow } from './clock'
import type { Queue } from './types'

export const REFRESH = 30_000

export const queues = queryOptions({
  queryKey: ['queues'],
  queryFn: async () => {
    const found = await body(api.GET('/staff/api/queues'))
    setServerNow(found.now)
    return found.queues
  },
  refetchInterval: REFRESH,
})

/** The rows of a queue, page after page; opening it is the tour's duty. */
export const queueRows = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['queue', name],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/staff/api/queues/{name}', {
          params: { path: { name }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

/** The first rows on the landing page; looking at them is not yet the review of a queue. */
export const queueGlance = (name: string) =>
  queryOptions({
    queryKey: ['queue-glance', name],
    queryFn: () =>
      body(
        api.GET('/staff/api/queues/{name}', {
          params: { path: { name }, query: { size: 5, glance: true } },
        }),
      ),
    refetchInterval: REFRESH,
  })

/** How many stand in a queue; the server counts no further than it says. */
export const howMany = ({ count, counted_up_to }: Queue) =>
  count >= counted_up_to ? `${counted_up_to}+` : count

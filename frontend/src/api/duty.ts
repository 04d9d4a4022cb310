import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { components } from './schema'

export type Duties = components['schemas']['DutyOut'][]

export const tours = (district: string, day: string) =>
  queryOptions({
    queryKey: ['tours', district, day],
    queryFn: () =>
      body(api.GET('/staff/api/tours', { params: { query: { district, day: day || undefined } } })),
  })

export const accessLog = (asked: { control_number: string; star: string }) =>
  infiniteQueryOptions({
    queryKey: ['access-log', asked],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/staff/api/access-log', {
          params: { query: { ...asked, before: pageParam ?? undefined } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  })

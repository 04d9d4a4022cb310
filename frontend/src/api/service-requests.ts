import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { components, paths } from './schema'

type Schemas = components['schemas']

export type Service = Schemas['ServiceOut']
export type Need = Schemas['FileIn']
export type FiledForm = Schemas['FiledFormOut']

/** Every service that can be asked for, with what 311 asks of it. */
export const services = queryOptions({
  queryKey: ['service-types'],
  queryFn: async () => (await body(api.GET('/staff/api/service-types'))).services,
  staleTime: 60 * 60_000,
})

type MyFormsQuery = NonNullable<paths['/staff/api/my-forms']['get']['parameters']['query']>

/** Every form of one's own; a state that there is not is refused by the server, which says so. */
export const myForms = (state: string) =>
  infiniteQueryOptions({
    queryKey: ['my-forms', state],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/staff/api/my-forms', {
          params: {
            query: { cursor: pageParam, ...(state && { state: state as MyFormsQuery['state'] }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

export const fileForms = (need: Need, key: string) =>
  body(api.POST('/staff/api/service-requests', { body: need, headers: { 'Idempotency-Key': key } }))

import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import type { components } from './schema'

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

export const fileForms = (need: Need, key: string) =>
  body(api.POST('/staff/api/service-requests', { body: need, headers: { 'Idempotency-Key': key } }))

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api, body } from './client'
import type { Concern } from './types'

/** A kind of case as it stands in addresses; every kind answers at the same doors. */
export type CaseKey = { kind: string; number: string }

type ConcernPath = '/staff/api/concerns/{control_number}'

/** Reports that were issued stand beside those that are counted at this moment. */
const ROOTS: Record<string, string> = { reports: 'reports/issued' }

const at = (kind: string) => `/staff/api/${ROOTS[kind] ?? kind}/{control_number}` as ConcernPath
const actionAt = (kind: string) =>
  `${at(kind)}/actions/{action}` as `${ConcernPath}/actions/{action}`
const revealAt = (kind: string) => `${at(kind)}/reveal` as `${ConcernPath}/reveal`

/** Reading a case is logged, and a sergeant's first reading starts a clock: never ask in advance. */
export const caseOf = ({ kind, number }: CaseKey) =>
  queryOptions({
    queryKey: ['case', kind, number],
    queryFn: () =>
      body(api.GET(at(kind), { params: { path: { control_number: number } } })) as Promise<Concern>,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })

export type Performed = { action: string; version: number; inputs: Record<string, unknown> }

/** Take any action. The answer is the case as it now stands. */
export function usePerform({ kind, number }: CaseKey) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ action, ...told }: Performed) =>
      body(
        api.POST(actionAt(kind), {
          params: { path: { control_number: number, action } },
          body: told,
        }),
      ) as Promise<Concern>,
    onSuccess: (moved) => {
      cache.setQueryData(caseOf({ kind, number }).queryKey, moved)
      void cache.invalidateQueries({ queryKey: ['queues'] })
      void cache.invalidateQueries({ queryKey: ['queue'], refetchType: 'none' })
      void cache.invalidateQueries({ queryKey: ['queue-glance'], refetchType: 'none' })
    },
  })
}

/** Held words or contact details; each time with a reason, which is logged. */
export const useReveal = ({ kind, number }: CaseKey, what: 'words' | 'contact') =>
  useMutation({
    mutationFn: (reason: string) =>
      body(
        api.POST(revealAt(kind), {
          params: { path: { control_number: number } },
          body: { what, reason },
        }),
      ),
  })

/** What a kind of case is called, by its segment of an address; the rest the server describes. */
const NAMES: Record<string, [one: string, many: string]> = {
  concerns: ['Concern', 'Concerns'],
  'service-requests': ['Service request', 'Service requests'],
  'work-orders': ['Work order', 'Work orders'],
  reports: ['Report', 'Reports'],
}

export const isKind = (segment: string) => segment in NAMES
export const oneOf = (segment: string) => NAMES[segment]?.[0] ?? 'Case'
export const manyOf = (kind: string) => NAMES[segmentOf(kind)]?.[1] ?? 'Cases'

/** The server names a kind in the singular: service_request. */
const segmentOf = (kind: string) => `${kind.replaceAll('_', '-')}s`

/** Where the page of a case is */
export const caseAddress = (kind: string, reference: string, queue?: string) =>
  `/${segmentOf(kind)}/${reference}${queue ? `?queue=${encodeURIComponent(queue)}` : ''}`

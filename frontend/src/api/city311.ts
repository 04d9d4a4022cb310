import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api, body } from './client'
import type { components } from './schema'

export type Desk = components['schemas']['DeskOut']
export type Sending = components['schemas']['SendingOut']
export type DeedOffer = components['schemas']['DeedOut']
export type QueryReport = components['schemas']['QueryReportOut']
export type Sheet = components['schemas']['SheetOut']

export const desk311 = queryOptions({
  queryKey: ['desk311'],
  queryFn: () => body(api.GET('/staff/api/desk311')),
  refetchInterval: 60_000,
})

const useSettled = () => {
  const cache = useQueryClient()
  return async () => {
    await cache.invalidateQueries({ queryKey: ['desk311'] })
    void cache.invalidateQueries({ queryKey: ['queues'] })
  }
}

type Deed = { sending_id: number; action: string; reason?: string }

const SENDINGS = '/staff/api/desk311/sendings/{sending_id}'

function send({ sending_id, action, reason = '' }: Deed) {
  const params = { path: { sending_id } }
  switch (action) {
    case 'stop':
      return api.POST(`${SENDINGS}/stop`, { params, body: { reason } })
    case 'settle_double':
      return api.POST(`${SENDINGS}/settle-double`, { params, body: { reason } })
    case 'give_back':
      return api.POST(`${SENDINGS}/give-back`, { params })
    default:
      return api.POST(`${SENDINGS}/try-again`, { params })
  }
}

/** What the server offered to do about a row of the outbox. */
export function useDeed() {
  return useMutation({ mutationFn: send, onSuccess: useSettled() })
}

export function useSettle() {
  return useMutation({
    mutationFn: (unreadable_id: number) =>
      api.POST('/staff/api/desk311/unreadable/{unreadable_id}/settle', {
        params: { path: { unreadable_id } },
      }),
    onSuccess: useSettled(),
  })
}

// -- The tour's police-related requests

/** Without a day, the one of the watch that is on. */
export const fetches = (district: string, day: string | null) =>
  queryOptions({
    queryKey: ['tour311', 'fetches', district, day],
    queryFn: () =>
      body(api.GET('/staff/api/work-orders/fetches', { params: { query: { district, day } } })),
  })

/** The reading counts as a printing, which is logged: never ask in advance. */
export const sheet = (reference: string) =>
  queryOptions({
    queryKey: ['sheet', reference],
    queryFn: () =>
      body(
        api.GET('/staff/api/work-orders/{reference}/sheet', { params: { path: { reference } } }),
      ),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })

export const queryReports = (district: string) =>
  queryOptions({
    queryKey: ['tour311', 'reports', district],
    queryFn: () => body(api.GET('/staff/api/query-reports', { params: { query: { district } } })),
  })

export const draftReport = (district: string) =>
  queryOptions({
    queryKey: ['tour311', 'draft', district],
    queryFn: () =>
      body(api.GET('/staff/api/query-reports/draft', { params: { query: { district } } })),
  })

export const queryReport = (report_id: number) =>
  queryOptions({
    queryKey: ['query-report', report_id],
    queryFn: () =>
      body(api.GET('/staff/api/query-reports/{report_id}', { params: { path: { report_id } } })),
  })

const useRenewed = () => {
  const cache = useQueryClient()
  return () => {
    void cache.invalidateQueries({ queryKey: ['tour311'] })
    void cache.invalidateQueries({ queryKey: ['queues'] })
    void cache.invalidateQueries({ queryKey: ['queue'] })
  }
}

export const useFetchNew = (district: string) =>
  useMutation({
    mutationFn: () => body(api.POST('/staff/api/work-orders/fetch', { body: { district } })),
    onSettled: useRenewed(),
  })

export const useOpenNew = (district: string) =>
  useMutation({
    mutationFn: (beat: string | null) =>
      body(api.POST('/staff/api/work-orders/open-new', { body: { district, beat } })),
    onSettled: useRenewed(),
  })

export const useIssueQueryReport = (district: string) =>
  useMutation({
    mutationFn: () => body(api.POST('/staff/api/query-reports', { body: { district } })),
    onSettled: useRenewed(),
  })

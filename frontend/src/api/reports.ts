import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { api, body } from './client'

/** What a report is made of: which one, of which part of the city, of which time. */
export type ReportKey = { kind: string; scope: string; period: string }

const ROOT = '/staff/api/reports'

export const reportKinds = queryOptions({
  queryKey: ['report-kinds'],
  queryFn: () => body(api.GET('/staff/api/reports')),
})

export const issuedReports = queryOptions({
  queryKey: ['issued-reports'],
  queryFn: () => body(api.GET('/staff/api/reports/issued')),
})

export const countedReport = (key: ReportKey) =>
  queryOptions({
    queryKey: ['counted-report', key],
    queryFn: () =>
      body(
        api.GET('/staff/api/reports/counted/{kind}/{scope}/{period}', { params: { path: key } }),
      ),
    staleTime: 60_000,
  })

export const casesBehind = (key: ReportKey, figure: string) =>
  infiniteQueryOptions({
    queryKey: ['cases-behind', key, figure],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/staff/api/reports/counted/{kind}/{scope}/{period}/cases', {
          params: { path: key, query: { figure, cursor: pageParam } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

/** Count it now and keep it as issued; the answer is the issued report. */
export function useIssue(key: ReportKey) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/staff/api/reports/counted/{kind}/{scope}/{period}/issue', {
          params: { path: key },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['counted-report'] })
      void cache.invalidateQueries({ queryKey: ['issued-reports'] })
      void cache.invalidateQueries({ queryKey: ['queues'] })
    },
  })
}

export const countedFile = ({ kind, scope, period }: ReportKey, form: 'pdf' | 'csv') =>
  `${ROOT}/counted/${kind}/${scope}/${period}/file.${form}`

export const issuedFile = (reference: string, form: 'pdf' | 'csv') =>
  `${ROOT}/issued/${reference}/file.${form}`

export const overrules = (days: number) =>
  queryOptions({
    queryKey: ['overrules', days],
    queryFn: () => body(api.GET('/staff/api/screening/overrules', { params: { query: { days } } })),
  })

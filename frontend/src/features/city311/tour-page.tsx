import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import {
  draftReport,
  fetches,
  queryReports,
  useFetchNew,
  useIssueQueryReport,
  useOpenNew,
} from '@/api/city311'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { useDoor, useMe } from '@/components/me'
import { Page } from '@/components/page'
import { ScrollTable } from '@/components/scroll-table'
import { Tag } from '@/components/tag'
import { useSay } from '@/components/toasts'
import { When } from '@/components/when'

import { Lines } from './lines'

/** The tour's duty: fetch new police-related requests, open them, and issue the Query Report. */
export function TourPage() {
  const me = useMe()
  const districts = [...new Set(me.posts.flatMap(({ district }) => district ?? []))]
  const [district, setDistrict] = useState(districts[0] ?? '')
  return (
    <Page wide title="Requests from 311">
      {districts.length !== 1 && <Choose district={district} onChange={setDistrict} />}
      {district === '' ? <Empty words="Choose a district." /> : <Tour district={district} />}
    </Page>
  )
}

type ChooseProps = { district: string; onChange: (district: string) => void }

function Choose({ district, onChange }: ChooseProps) {
  const [typed, setTyped] = useState(district)
  return (
    <form
      className="cc-search-form cc-no-print"
      aria-label="District"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(typed.trim().padStart(3, '0'))
      }}
    >
      <div>
        <label htmlFor="district" className="usa-label">
          District
        </label>
        <input
          id="district"
          className="usa-input"
          inputMode="numeric"
          maxLength={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
        />
      </div>
      <button type="submit" className="usa-button">
        Show
      </button>
    </form>
  )
}

function Tour({ district }: { district: string }) {
  const draft = useQuery(draftReport(district))
  return (
    <>
      {useDoor('fetch_new') && <Duties district={district} />}
      <Watches district={district} />
      <section aria-labelledby="draft">
        <h2 id="draft" className="cc-section">
          Query Report as it would be now
        </h2>
        {draft.isPending && <Loading what="the report" />}
        {draft.error && <Failure error={draft.error} retry={() => void draft.refetch()} />}
        {draft.data && <Lines report={draft.data} />}
      </section>
      <Issued district={district} />
    </>
  )
}

function Duties({ district }: { district: string }) {
  const say = useSay()
  const fetchNew = useFetchNew(district)
  const openNew = useOpenNew(district)
  const issue = useIssueQueryReport(district)
  const error = fetchNew.error ?? openNew.error ?? issue.error
  const isBusy = fetchNew.isPending || openNew.isPending || issue.isPending
  return (
    <div className="cc-no-print">
      <div className="cc-buttons">
        <button
          type="button"
          className="usa-button"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return
            fetchNew.mutate(undefined, {
              onSuccess: ({ new: count, unopened }) => {
                say({ words: `Fetched: ${count} new. ${unopened} wait to be opened.` })
              },
            })
          }}
        >
          {fetchNew.isPending ? 'Fetching…' : 'Fetch from 311'}
        </button>
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return
            openNew.mutate(undefined, {
              onSuccess: ({ opened, not_opened }) => {
                const left = not_opened.map(({ label, value }) => `${label}: ${value}`).join(' ')
                say({ words: `Opened: ${opened.length}. ${left}`.trim() })
              },
            })
          }}
        >
          Open all new
        </button>
        <button
          type="button"
          className="usa-button usa-button--outline"
          aria-disabled={isBusy}
          onClick={() => {
            if (isBusy) return
            issue.mutate(undefined, {
              onSuccess: ({ number }) => {
                say({ words: `Query Report ${number ?? ''} went to the executive officer.` })
              },
            })
          }}
        >
          Issue the Query Report
        </button>
        <a
          className="usa-link"
          href={`/staff/api/work-orders/sheets.pdf?new=true&district=${district}`}
          download
        >
          Print new SRSWOs
        </a>
      </div>
      {error && <Failure error={error} />}
    </div>
  )
}

const LOOKS = { done: 'info', missed: 'danger', open: 'plain' } as const

function Watches({ district }: { district: string }) {
  const { data, error } = useQuery(fetches(district))
  if (error) return <Failure error={error} />
  if (!data) return <Loading what="today's tours" />
  return (
    <section aria-labelledby="tours">
      <h2 id="tours" className="cc-section">
        311 today
      </h2>
      <ScrollTable
        caption="Who accessed 311, watch by watch"
        heads={['Watch', 'Clause', 'Standing', 'New', 'Not opened', 'By']}
      >
        {data.watches.map((watch) => (
          <tr key={watch.watch}>
            <th scope="row">
              {watch.watch}, from <When at={watch.starts_at} />
            </th>
            <td>{watch.clause}</td>
            <td>
              <Tag look={LOOKS[watch.standing as keyof typeof LOOKS]}>{watch.standing}</Tag>
            </td>
            <td>{watch.new}</td>
            <td>{watch.unopened}</td>
            <td>
              {watch.fetches.map(({ at, by, trouble }) => (
                <span key={at}>
                  {by}, <When at={at} /> {trouble}{' '}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  )
}

function Issued({ district }: { district: string }) {
  const { data, error } = useQuery(queryReports(district))
  return (
    <section aria-labelledby="issued">
      <h2 id="issued" className="cc-section">
        Query Reports issued
      </h2>
      {error && <Failure error={error} />}
      {data?.reports.length === 0 && <Empty words="None was issued yet." />}
      {data && data.reports.length > 0 && (
        <ScrollTable caption="Issued Query Reports" heads={['Report', 'Issued', 'By', 'Requests']}>
          {data.reports.map((report) => (
            <tr key={report.id}>
              <th scope="row">
                <Link to={`/query-reports/${report.id}`}>{report.number}</Link>
              </th>
              <td>
                <When at={report.issued_at} />
              </td>
              <td>{report.issued_by}</td>
              <td>{report.requests}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}

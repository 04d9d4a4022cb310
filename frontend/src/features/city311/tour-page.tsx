import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { draftReport, queryReports } from '@/api/city311'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { useDoor, useMe } from '@/components/me'
import { Page } from '@/components/page'
import { StackTable } from '@/components/stack-table'
import { When } from '@/components/when'

import { Duties } from './duties'
import { Lines } from './lines'
import { Watches } from './watches'

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
      {useDoor('fetch_new') && <Duties district={district} lines={draft.data?.lines ?? []} />}
      <Papers district={district} />
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

/** V.D.2.c: the SRSWOs of the district as one PDF, in beat order. */
function Papers({ district }: { district: string }) {
  const sheets = `/staff/api/work-orders/sheets.pdf?district=${district}`
  return (
    <p className="cc-files cc-no-print">
      <a className="usa-link" href={`${sheets}&new=true`} target="_blank" rel="noreferrer">
        Print the SRSWOs new in this tour (PDF)
      </a>
      <a className="usa-link" href={sheets} target="_blank" rel="noreferrer">
        Print every open SRSWO (PDF)
      </a>
    </p>
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
        <StackTable
          caption="Issued Query Reports"
          named="Report"
          heads={['Report', 'Issued', 'By', 'Requests']}
          rows={data.reports.map((report) => ({
            key: report.id,
            cells: [
              <Link key="report" to={`/query-reports/${report.id}`}>
                {report.number}
              </Link>,
              <When key="issued" at={report.issued_at} />,
              report.issued_by,
              report.requests,
            ],
          }))}
        />
      )}
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'

import { caseAddress } from '@/api/cases'
import { countedFile, countedReport, type ReportKey, useIssue } from '@/api/reports'
import type { components } from '@/api/schema'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { Files } from '@/components/report/files'
import { ReportView } from '@/components/report/report-view'
import { useSay } from '@/components/toasts'

/** A report counted at this moment. */
export function CountedPage() {
  const { kind = '', scope = '', period = '' } = useParams()
  const key = { kind, scope, period }
  const { data, error, isPending, refetch } = useQuery(countedReport(key))
  return (
    <Page
      wide
      title={data?.report.title ?? 'Report'}
      lead={
        <p className="cc-no-print">
          <Link to="/reports">All reports</Link>
        </p>
      }
    >
      {isPending && <Loading what="the report; a long one takes some seconds" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Files address={(form) => countedFile(key, form)} />
          {data.issue && <Issue of={key} offer={data.issue} />}
          <ReportView report={data.report} />
        </>
      )}
    </Page>
  )
}

type IssueProps = { of: ReportKey; offer: components['schemas']['IssueOut'] }

function Issue({ of, offer }: IssueProps) {
  const navigate = useNavigate()
  const say = useSay()
  const issue = useIssue(of)
  return (
    <div className="cc-no-print">
      <button
        type="button"
        className="usa-button"
        aria-disabled={offer.refusal !== null || issue.isPending}
        aria-describedby={offer.refusal ? 'issue-refusal' : undefined}
        onClick={() => {
          if (offer.refusal !== null || issue.isPending) return
          issue.mutate(undefined, {
            onSuccess: (made) => {
              say({ words: `Done: ${offer.label}. It now stands at “${made.state}”.` })
              void navigate(caseAddress('report', made.reference))
            },
          })
        }}
      >
        {issue.isPending ? 'Counting…' : offer.label}
      </button>
      {offer.refusal && (
        <p id="issue-refusal" className="cc-offer__more">
          {offer.refusal}
        </p>
      )}
      {issue.error && <Failure error={issue.error} />}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import { queryReport } from '@/api/city311'
import { Cite } from '@/components/cite'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { When } from '@/components/when'

import { Lines } from './lines'

/** One Query Report as it was issued, whatever has happened since. */
export function QueryReportPage() {
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useQuery(queryReport(Number(id)))
  return (
    <Page
      wide
      title={data ? `Service Request Query Report ${data.number ?? ''}` : 'Query Report'}
      lead={
        <p className="cc-no-print">
          <Link to="/requests-from-311">Requests from 311</Link>
        </p>
      }
    >
      {isPending && <Loading what="the report" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <p className="cc-lead">
            District {data.district}, watch {data.watch}. Issued <When at={data.asked_at} />
            {data.issued_by && ` by ${data.issued_by}`}. <Cite clauses="V.D.2.b" />
          </p>
          <p className="cc-files cc-no-print">
            {data.papers.map(({ label, href }) => (
              <a key={href} className="usa-link" href={href} download>
                {label} (PDF)
              </a>
            ))}
          </p>
          <Lines report={data} />
        </>
      )}
    </Page>
  )
}

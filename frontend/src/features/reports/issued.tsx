import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { issuedReports } from '@/api/reports'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { StackTable } from '@/components/stack-table'
import { When } from '@/components/when'

/** Every report that was issued and that I may read, newest first. */
export function Issued() {
  const { data, error, isPending, refetch } = useQuery(issuedReports)
  return (
    <section aria-labelledby="issued">
      <h2 id="issued" className="cc-section">
        Issued
      </h2>
      {isPending && <Loading what="what was issued" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.issued.length === 0 && <Empty words="No report was issued yet." />}
      {data && data.issued.length > 0 && (
        <StackTable
          caption="Issued reports"
          named="Report"
          heads={['Report', 'Copy', 'Standing', 'Issued', 'By']}
          rows={data.issued.map((report) => ({
            key: report.reference,
            cells: [
              <Link key="report" to={caseAddress('report', report.reference)}>
                {report.title}
              </Link>,
              report.copy_number,
              report.state,
              <When key="issued" at={report.issued_at} />,
              report.issued_by ?? 'the application',
            ],
          }))}
        />
      )}
    </section>
  )
}

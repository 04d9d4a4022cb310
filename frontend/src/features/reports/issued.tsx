import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { issuedReports } from '@/api/reports'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { ScrollTable } from '@/components/scroll-table'
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
        <ScrollTable
          caption="Issued reports"
          heads={['Report', 'Copy', 'Standing', 'Issued', 'By']}
        >
          {data.issued.map((report) => (
            <tr key={report.reference}>
              <th scope="row">
                <Link to={caseAddress('report', report.reference)}>{report.title}</Link>
              </th>
              <td>{report.copy_number}</td>
              <td>{report.state}</td>
              <td>
                <When at={report.issued_at} />
              </td>
              <td>{report.issued_by ?? 'the application'}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}

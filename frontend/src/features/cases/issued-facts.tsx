import { issuedFile } from '@/api/reports'
import type { IssuedReport } from '@/api/types'
import { Facts } from '@/components/facts'
import { Files } from '@/components/report/files'
import { ReportView } from '@/components/report/report-view'
import { When } from '@/components/when'

/** A report as it was issued: what was said of it, then the report itself. */
export function IssuedFacts({ issued }: { issued: IssuedReport }) {
  return (
    <>
      <section aria-labelledby="standing">
        <h2 id="standing" className="cc-section">
          How it stands
        </h2>
        <Facts
          facts={[
            { label: 'Issued', value: <When at={issued.issued_at} /> },
            { label: 'By', value: issued.issued_by ?? 'the application' },
            { label: 'Trends and chronic problems', value: issued.remarks },
            { label: 'Returned because', value: issued.returned_because },
          ]}
        />
        <Files address={(form) => issuedFile(issued.reference, form)} />
      </section>
      <ReportView report={issued.report} />
    </>
  )
}

import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import type { QueryReport } from '@/api/city311'
import { Empty } from '@/components/empty'
import { StackTable } from '@/components/stack-table'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

/** The lines of a Query Report, by beat; each names its SRSWO, as the SRSWO names its line. */
export function Lines({ report }: { report: QueryReport }) {
  if (report.lines.length === 0) return <Empty words="No police-related request is open." />
  return (
    <StackTable
      caption="Police-related requests by beat"
      named="Service Request Number"
      heads={[
        'Line',
        'Beat',
        'Service Request Number',
        'SRSWO',
        'Where',
        'Asked',
        'Standing',
        'Member',
        'Due',
      ]}
      rows={report.lines.map((line) => ({
        key: line.line,
        cells: [
          line.line,
          line.beat,
          <Link key="case" to={caseAddress('work_order', line.reference)}>
            {line.city_number}
          </Link>,
          line.srswo,
          line.address,
          <When key="asked" at={line.requested_at} />,
          <Standing key="standing" line={line} />,
          line.member,
          line.due_at && <When key="due" at={line.due_at} />,
        ],
      }))}
    />
  )
}

function Standing({ line }: { line: QueryReport['lines'][number] }) {
  return (
    <>
      {line.state} {line.is_new && <Tag look="info">New</Tag>}
      {line.is_late && <Tag look="danger">Late</Tag>}
      {line.is_duplicate_of && <Tag>Duplicate of {line.is_duplicate_of}</Tag>}
    </>
  )
}

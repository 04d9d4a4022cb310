import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import type { QueryReport } from '@/api/city311'
import { Empty } from '@/components/empty'
import { ScrollTable } from '@/components/scroll-table'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

/** The lines of a Query Report, by beat; each names its SRSWO, as the SRSWO names its line. */
export function Lines({ report }: { report: QueryReport }) {
  if (report.lines.length === 0) return <Empty words="No police-related request is open." />
  return (
    <ScrollTable
      caption="Police-related requests by beat"
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
    >
      {report.lines.map((line) => (
        <tr key={line.line}>
          <td>{line.line}</td>
          <td>{line.beat}</td>
          <th scope="row">
            <Link to={caseAddress('work_order', line.reference)}>{line.city_number}</Link>
          </th>
          <td>{line.srswo}</td>
          <td>{line.address}</td>
          <td>
            <When at={line.requested_at} />
          </td>
          <td>
            {line.state} {line.is_new && <Tag look="info">New</Tag>}
            {line.is_late && <Tag look="danger">Late</Tag>}
            {line.is_duplicate_of && <Tag>Duplicate of {line.is_duplicate_of}</Tag>}
          </td>
          <td>{line.member}</td>
          <td>{line.due_at && <When at={line.due_at} />}</td>
        </tr>
      ))}
    </ScrollTable>
  )
}

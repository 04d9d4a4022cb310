import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import type { Row } from '@/api/types'

import { Countdown } from './countdown'
import { Tag } from './tag'
import { When } from './when'

type CaseRowProps = { row: Row; queue?: string; onReach?: (reference: string) => void }

/** One line of a queue; `onReach` hears of the focus and the pointer, so that a map can follow. */
export function CaseRow({ row, queue, onReach }: CaseRowProps) {
  const reach = () => onReach?.(row.reference)
  return (
    <article className={row.due?.is_late ? 'cc-row cc-row--late' : 'cc-row'}>
      <div className="cc-row__what">
        <p className="cc-row__title">
          <Link
            to={caseAddress(row.kind, row.reference, queue)}
            className="usa-link"
            data-row={row.reference}
            onFocus={reach}
            onMouseEnter={reach}
          >
            {row.category}, {row.place}
          </Link>
        </p>
        <p className="cc-row__facts">
          <span className="cc-number">{row.number}</span>
          {row.beat && <span>Beat {row.beat}</span>}
          <span>{row.state}</span>
          {row.unit && <span>{row.unit}</span>}
          {row.supervisor && <span>{row.supervisor}</span>}
        </p>
        {row.excerpt && <p className="cc-row__excerpt">{row.excerpt}</p>}
        <Marks row={row} />
      </div>
      <div className="cc-row__when">
        {row.due ? (
          <Countdown due={row.due} />
        ) : (
          <span className="usa-hint">
            Since <When at={row.submitted_at} />
          </span>
        )}
      </div>
    </article>
  )
}

function Marks({ row }: { row: Row }) {
  const marks = [
    ...row.marks.map((mark) => <Tag key={mark}>{mark}</Tag>),
    row.is_criminal && <Tag look="danger">Criminal in nature</Tag>,
    row.is_held && <Tag look="warning">Held: words hidden until you open it</Tag>,
    row.is_update_due && <Tag look="warning">Update due</Tag>,
    row.followers > 0 && <Tag look="info">{row.followers} associated</Tag>,
    row.reassignments > 0 && <Tag>Re-assigned {row.reassignments}×</Tag>,
    row.extensions > 0 && <Tag>Extended {row.extensions}×</Tag>,
  ].filter(Boolean)
  if (marks.length === 0) return null
  return (
    <ul className="cc-marks" aria-label="Marks">
      {marks.map((mark, place) => (
        <li key={place}>{mark}</li>
      ))}
    </ul>
  )
}

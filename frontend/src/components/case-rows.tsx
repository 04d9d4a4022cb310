import type { Row } from '@/api/types'

import { CaseRow } from './case-row'
import { useRowKeys } from './use-row-keys'

type CaseRowsProps = {
  label: string
  rows: Row[]
  queue?: string
  onReach?: (reference: string) => void
}

/** Cases one below the other, walked with j, k and o. */
export function CaseRows({ label, rows, queue, onReach }: CaseRowsProps) {
  const list = useRowKeys()
  return (
    <ol className="cc-rows" aria-label={label} ref={list}>
      {rows.map((row) => (
        <li key={row.reference}>
          <CaseRow row={row} queue={queue} onReach={onReach} />
        </li>
      ))}
    </ol>
  )
}

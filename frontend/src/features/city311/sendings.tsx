import { useId, useState } from 'react'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { type Sending, useStop, useTryAgain } from '@/api/city311'
import { Failure } from '@/components/failure'
import { ScrollTable } from '@/components/scroll-table'
import { When } from '@/components/when'

type SendingsProps = { title: string; rows: Sending[]; mayAct: boolean }

/** Rows of the outbox for 311; who is trained sends one again, or stops it for a reason. */
export function Sendings({ title, rows, mayAct }: SendingsProps) {
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="cc-section">
        {title} ({rows.length})
      </h2>
      <ScrollTable
        caption={`${title}, listed`}
        heads={['Case', 'What', 'Stage', 'Queued', 'Tries', '311 says', 'Do']}
      >
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link to={caseAddress(row.kind, row.reference)}>{row.number}</Link>
            </th>
            <td>{row.what}</td>
            <td>{row.stage}</td>
            <td>
              <When at={row.queued_at} />
            </td>
            <td>{row.attempts}</td>
            <td>{[row.says, ...row.doubles].filter(Boolean).join('; ')}</td>
            <td>{mayAct && <Do row={row} />}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  )
}

function Do({ row }: { row: Sending }) {
  const id = useId()
  const again = useTryAgain()
  const stop = useStop()
  const [reason, setReason] = useState<string | null>(null)
  const error = again.error ?? stop.error
  return (
    <>
      {error && <Failure error={error} />}
      {reason === null ? (
        <div className="cc-buttons margin-y-0">
          <button
            type="button"
            className="usa-button usa-button--outline"
            aria-label={`Try again: ${row.number}`}
            onClick={() => {
              again.mutate(row.id)
            }}
          >
            Try again
          </button>
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            aria-label={`Stop: ${row.number}`}
            onClick={() => {
              setReason('')
            }}
          >
            Stop
          </button>
        </div>
      ) : (
        <form
          aria-label={`Stop ${row.number}`}
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate(
              { sending_id: row.id, reason },
              {
                onSuccess: () => {
                  setReason(null)
                },
              },
            )
          }}
        >
          <label htmlFor={id} className="usa-label margin-top-0">
            Why it must not go on
          </label>
          <input
            id={id}
            className="usa-input"
            required
            maxLength={200}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
            }}
          />
          <div className="cc-buttons">
            <button type="submit" className="usa-button">
              Stop it
            </button>
            <button
              type="button"
              className="usa-button usa-button--outline"
              onClick={() => {
                setReason(null)
              }}
            >
              Cancel
            </button>
          </div>
        </form>
      )}
    </>
  )
}

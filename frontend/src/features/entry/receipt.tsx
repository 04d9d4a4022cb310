import { Link } from 'react-router'

import type { Entered } from '@/api/types'
import { Facts } from '@/components/facts'
import { Page } from '@/components/page'

type ReceiptProps = { entered: Entered; onNext: () => void }

/** The control number, and the slip with the PIN where one was asked for; the PIN is shown once. */
export function Receipt({ entered, onNext }: ReceiptProps) {
  return (
    <Page title="The concern is entered">
      <div className="cc-slip">
        <Facts
          facts={[
            {
              label: 'Control number',
              value: <strong className="cc-slip__number">{entered.number}</strong>,
            },
            {
              label: 'PIN',
              value: entered.pin && <strong className="cc-slip__number">{entered.pin}</strong>,
            },
          ]}
        />
        {entered.pin && (
          <p>
            With both, the community member can see how the concern stands. The PIN is not shown
            again.
          </p>
        )}
      </div>
      <div className="cc-buttons cc-no-print">
        {entered.pin && (
          <button
            type="button"
            className="usa-button"
            onClick={() => {
              window.print()
            }}
          >
            Print the slip
          </button>
        )}
        <button type="button" className="usa-button usa-button--outline" onClick={onNext}>
          Enter another
        </button>
        <Link to={`/concerns/${entered.control_number}`} className="usa-link">
          Open the concern
        </Link>
      </div>
    </Page>
  )
}

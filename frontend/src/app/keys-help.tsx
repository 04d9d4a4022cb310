import { useState } from 'react'

import { Dialog } from '@/components/dialog'
import { keysAreOn, turnKeys, useKeys } from '@/components/use-keys'

const KEYS = [
  ['j', 'Next in the list, or the next case of the queue'],
  ['k', 'The one before'],
  ['o or Enter', 'Open it'],
  ['u', 'Back to the queue'],
  ['/', 'Search'],
  ['?', 'This list'],
] as const

/** The keys that act on a page, and the way to turn them off. */
export function KeysHelp() {
  const [isOpen, setOpen] = useState(false)
  const [on, setOn] = useState(keysAreOn)
  useKeys({
    '?': () => {
      setOpen(true)
    },
  })
  const close = () => {
    setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        className="usa-button usa-button--unstyled cc-no-print"
        onClick={() => {
          setOpen(true)
        }}
      >
        Keyboard
      </button>
      {isOpen && (
        <Dialog title="Keys" onClose={close}>
          <dl className="cc-keys">
            {KEYS.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <div className="usa-checkbox">
            <input
              id="keys-on"
              type="checkbox"
              className="usa-checkbox__input"
              checked={on}
              onChange={({ target }) => {
                turnKeys(target.checked)
                setOn(target.checked)
              }}
            />
            <label htmlFor="keys-on" className="usa-checkbox__label">
              These keys act on the page
            </label>
          </div>
          <div className="cc-buttons">
            <button type="button" className="usa-button" onClick={close}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}

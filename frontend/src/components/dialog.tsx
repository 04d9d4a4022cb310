import { type ReactNode, useEffect, useId, useRef } from 'react'

type DialogProps = { title: string; onClose?: () => void; children: ReactNode }

/** A dialog over the page; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown !== null && !shown.open) shown.showModal()
    return () => {
      shown?.close()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="cc-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <h2 id={id} className="margin-top-0">
        {title}
      </h2>
      {children}
    </dialog>
  )
}

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'

export type Toast = { words: string; undo?: { label: string; take: () => void } }

const Say = createContext<(toast: Toast | null) => void>(() => undefined)

/** Says that something is done; the words stay until the next ones or until they are put away. */
export const useSay = () => useContext(Say)

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const say = useCallback((next: Toast | null) => {
    setToast(next)
  }, [])
  const putAway = () => {
    setToast(null)
  }
  const undo = toast?.undo
  return (
    <Say.Provider value={useMemo(() => say, [say])}>
      {children}
      <div className="cc-toasts cc-no-print" role="status" aria-live="polite">
        {toast && (
          <div className="cc-toast">
            <p>{toast.words}</p>
            {undo && (
              <button
                type="button"
                className="usa-button usa-button--unstyled"
                onClick={() => {
                  undo.take()
                  putAway()
                }}
              >
                {undo.label}
              </button>
            )}
            <button type="button" className="usa-button usa-button--unstyled" onClick={putAway}>
              Dismiss
            </button>
          </div>
        )}
      </div>
    </Say.Provider>
  )
}

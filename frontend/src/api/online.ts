import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the tablet believes in a network; only a reply proves one. */
export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)

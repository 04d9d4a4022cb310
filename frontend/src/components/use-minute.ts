import { useSyncExternalStore } from 'react'

import { serverNow } from '@/api/clock'

const MINUTE = 60_000
const LOOK_EVERY = 5_000
const readers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

const minute = () => Math.floor(serverNow().getTime() / MINUTE) * MINUTE

function subscribe(reader: () => void) {
  readers.add(reader)
  ticking ??= setInterval(() => {
    readers.forEach((read) => {
      read()
    })
  }, LOOK_EVERY)
  return () => {
    readers.delete(reader)
    if (readers.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The running minute by the server's clock; whoever reads it is drawn again when it changes. */
export const useMinute = () => new Date(useSyncExternalStore(subscribe, minute))

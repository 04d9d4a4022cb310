/** Who wants to know that the session has ended: the page stays, so that nothing typed is lost. */
const listeners = new Set<() => void>()

export function onSignedOut(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function tellSignedOut() {
  listeners.forEach((listener) => {
    listener()
  })
}

/**
 * Whether the sign-in here still counts. When the server no longer thinks so, a request waits until
 * the same member has signed in again over the page, and is then sent again; or the member puts the
 * sign-in off, and requests fail until then.
 */
export type Standing = 'fine' | 'asking' | 'put-off'

let isExpected = false
let standing: Standing = 'fine'
let waiting: ((again: boolean) => void)[] = []
const listeners = new Set<() => void>()

function stand(next: Standing) {
  standing = next
  listeners.forEach((listener) => {
    listener()
  })
}

function answerAll(again: boolean) {
  const answered = waiting
  waiting = []
  answered.forEach((answer) => {
    answer(again)
  })
}

export const sessionStanding = () => standing

export function onSession(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** From now on a 401 means that the session has ended, not that nobody has signed in. */
export function expectSession(expected: boolean) {
  isExpected = expected
}

/** Resolves to true once signed in again; to false where nobody was signed in or it was put off. */
export function signedInAgain(): Promise<boolean> {
  if (!isExpected || standing === 'put-off') return Promise.resolve(false)
  stand('asking')
  return new Promise((resolve) => {
    waiting.push(resolve)
  })
}

export function askToSignIn() {
  stand('asking')
}

export function putOff() {
  stand('put-off')
  answerAll(false)
}

export function resume() {
  stand('fine')
  answerAll(true)
}

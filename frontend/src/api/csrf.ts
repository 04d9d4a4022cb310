/** The token that proves a change comes from our own page. */
import { pageFacts } from './page-facts'

export const csrfToken = () => pageFacts().csrfToken

/** After a sign-in the server gives a new token; the page lives on with it. */
export function renewCsrfToken(token: string) {
  document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token)
}

/** Ask for a page as new, for its token: ours may have been kept on the tablet for weeks. */
export async function fetchCsrfToken() {
  const page = await (await fetch('/staff/?fresh', { cache: 'no-store' })).text()
  const found = new DOMParser()
    .parseFromString(page, 'text/html')
    .querySelector<HTMLMetaElement>('meta[name="csrf-token"]')
  if (found) renewCsrfToken(found.content)
}

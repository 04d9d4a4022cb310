/**
 * The service worker: keeps the application's own files, so that it opens in a basement without a
 * signal. It never keeps an answer of the API. The server writes SHELL before this code.
 */
type Extendable = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Extendable & {
  request: Request
  respondWith: (response: Promise<Response>) => void
}
type Self = {
  SHELL: string[]
  clients: { claim: () => Promise<void> }
  addEventListener: ((kind: 'install' | 'activate', on: (event: Extendable) => void) => void) &
    ((kind: 'fetch', on: (event: Fetching) => void) => void)
}

const worker = self as unknown as Self
const PAGE = '/staff/'
const PATIENCE = 4_000 // milliseconds: a weak signal must not keep an officer waiting

const shell = new Set(worker.SHELL)
const cacheName = `shell ${[...shell].join(' ')}`

async function keepShell() {
  const cache = await caches.open(cacheName)
  await cache.addAll([...shell])
  await cache.put(PAGE, await fetch(PAGE, { credentials: 'omit', cache: 'no-store' }))
}

async function dropOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function kept(address: string) {
  return (await (await caches.open(cacheName)).match(address)) ?? fetch(address)
}

async function pageFor(request: Request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) })
  } catch {
    return kept(PAGE)
  }
}

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})
worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers())
})
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin !== self.location.origin) return
  if (shell.has(pathname)) event.respondWith(kept(pathname))
  else if (event.request.mode === 'navigate' && pathname.startsWith(PAGE))
    event.respondWith(pageFor(event.request))
})

/// <reference lib="webworker" />

/** Keeps the shell of the app, and what was last seen, for a bad connection. Writes are never answered from here. */

declare const self: ServiceWorkerGlobalScope

const shell = 'shell-1'
/** Counted up when what the pages need of an answer has grown. */
const seen = 'seen-2'
/** Only the queue, its incidents and the map: never people, papers, or messages that may turn out to be chatter. */
const keepsSeen = /^\/api\/(me|map|incidents(\/[^/]+)?)$/

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
}

/** Every file that the entry needs, by the build's own list. */
function filesOf(
  list: Record<string, Chunk>,
  entry: string,
  found = new Set<string>(),
  done = new Set<string>(),
): Set<string> {
  const chunk = list[entry]
  if (!chunk || done.has(entry)) return found
  done.add(entry)
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(`/${file}`)
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(list, next, found, done)
  return found
}

async function keepShell(): Promise<void> {
  const list = (await (await fetch('/shell.json', { cache: 'no-store' })).json()) as Record<string, Chunk>
  const cache = await caches.open(shell)
  const files = filesOf(list, 'index.html')
  await cache.addAll(['/index.html', '/icon.svg', ...files])
  for (const kept of await cache.keys()) {
    const { pathname } = new URL(kept.url)
    if (pathname.startsWith('/assets/') && !files.has(pathname)) await cache.delete(kept)
  }
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match('/index.html')
    if (kept) return kept
    throw error
  }
}

async function lastSeen(request: Request): Promise<Response> {
  const cache = await caches.open(seen)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    else if (response.status === 401) await caches.delete(seen)
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (kept) return kept
    throw error
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== shell && name !== seen) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(old())
})

self.addEventListener('message', (event) => {
  // Whoever signs out leaves nothing behind on a shared machine.
  if (event.data === 'forget') event.waitUntil(caches.delete(seen))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    // Residents' pages are another app, and papers are the server's.
    if (!/^\/(api|room|r)(\/|$)/.test(url.pathname)) event.respondWith(page(request))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  } else if (keepsSeen.test(url.pathname) && !(url.pathname === '/api/law/articles' && url.search)) {
    event.respondWith(lastSeen(request))
  }
})

export {}

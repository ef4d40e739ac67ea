// The shell of the dashboard, so that it opens at once and can say that its server does not answer. Pages come from the server
// first: a new version is taken at the next load. What the server tells (GraphQL, REST, pictures, the session) never comes
// through here.

/** What every address of this server begins with, such as `/streams`; mostly empty. */
const base = new URL('.', self.location.href).pathname.slice(0, -1)
/** One cache for each build; two are kept, for the tabs that are still of the one before. Other servers of this host have their own. */
const prefix = `shell${base} `
/** A page that takes longer is the one of the last time. */
const patienceMs = 4000
const ofServer = /^\/(graphql|api|session|healthz|readyz|metrics)(\/|$)/
const shellFiles = new Set([`${base}/theme.js`, `${base}/favicon.svg`])

self.addEventListener('install', (event) => {
  self.skipWaiting()
  event.waitUntil(freshPage())
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || ofServer.test(pathname.slice(base.length))) return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else if (pathname.startsWith(`${base}/assets/`)) event.respondWith(asset(request))
  else if (shellFiles.has(pathname)) event.respondWith(file(request))
})

// what a page had loaded before it was watched over
self.addEventListener('message', (event) => event.waitUntil(keep(event.data.keep)))

/** Every address of the dashboard is the same page. */
async function freshPage() {
  const response = await fetch(`${base}/`, { cache: 'no-cache' })
  if (!response.ok) return response
  const cache = await caches.open(prefix + response.headers.get('etag'))
  await cache.put(`${base}/`, response.clone())
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix))
  await Promise.all(names.slice(0, -2).map((name) => caches.delete(name)))
  return response
}

async function page(event) {
  const fresh = freshPage()
  event.waitUntil(fresh.catch(() => undefined))
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs))
  const response = await Promise.race([fresh, late]).catch(() => undefined)
  if (response !== undefined && response.status < 500) return response
  return (await (await newest())?.match(`${base}/`)) ?? fresh
}

/** Their names carry a hash of their content: one that is here is right. */
async function asset(request) {
  const known = await caches.match(request)
  if (known !== undefined) return known
  const response = await fetch(request)
  if (response.ok) await (await newest())?.put(request, response.clone())
  return response
}

async function file(request) {
  try {
    const response = await fetch(request)
    if (response.ok) await (await newest())?.put(request, response.clone())
    return response
  } catch (error) {
    const known = await caches.match(request)
    if (known !== undefined) return known
    throw error
  }
}

async function keep(addresses) {
  const cache = await newest()
  for (const address of addresses) {
    if ((await caches.match(address)) === undefined) await cache?.add(address).catch(() => undefined)
  }
}

async function newest() {
  const name = (await caches.keys()).findLast((one) => one.startsWith(prefix))
  return name === undefined ? undefined : caches.open(name)
}

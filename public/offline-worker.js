/*
 * Serves one static page when a page is opened offline, and does nothing else: it keeps no page, no data and no file of
 * anyone. Registered by components/shell/offline-notice.tsx.
 */
const CACHE = 'offline-1'
const OFFLINE_PAGE = '/offline.html'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(new Request(OFFLINE_PAGE, { cache: 'reload', credentials: 'omit' })))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
      // The page is asked for while the worker wakes up, so that no visit waits for it.
      await self.registration.navigationPreload?.enable()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode !== 'navigate' || request.method !== 'GET') return
  event.respondWith(
    (async () => {
      try {
        return (await event.preloadResponse) ?? (await fetch(request))
      } catch {
        return (await caches.match(OFFLINE_PAGE)) ?? Response.error()
      }
    })(),
  )
})

/*
 * Serves one static page when a page is opened offline. It caches nothing else: no pages, data or files. Registered by components/shell/offline-notice.tsx.
 */
const CACHE = 'offline-2'
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
      // Requests the page while the worker starts, so that navigation isn't delayed.
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

'use client'

import { useEffect, useSyncExternalStore } from 'react'

/**
 * Shows its words while the browser has no connection. They came with the page, since nothing can be fetched by then. Forms
 * that are sent meanwhile keep what was typed and go out when the connection is back (`preserveOnSubmit`).
 */
export function OfflineNotice({ children }: { children: React.ReactNode }) {
  const online = useSyncExternalStore(subscribe, isOnline, () => true)
  useEffect(() => {
    // A page that is opened offline gets public/offline.html from it instead of the browser's own.
    if (process.env.NODE_ENV === 'production')
      navigator.serviceWorker?.register('/offline-worker.js').catch(() => {})
  }, [])
  return <div role="status">{!online && children}</div>
}

const isOnline = () => navigator.onLine

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

'use client'

import { useEffect, useSyncExternalStore } from 'react'

/**
 * Shows its children while the browser is offline. They are part of the page, because nothing can be fetched by then. Forms
 * that are submitted offline keep what was typed and are sent when the connection is back (`preserveOnSubmit`).
 */
export function OfflineNotice({ children }: { children: React.ReactNode }) {
  const online = useSyncExternalStore(subscribe, isOnline, () => true)
  useEffect(() => {
    // Serves public/offline.html when a page is opened offline.
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

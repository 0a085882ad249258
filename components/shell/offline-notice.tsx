'use client'

import { useOffline } from 'next/offline'
import { useEffect, useSyncExternalStore } from 'react'

/**
 * Shows its words while the server can't be reached. They came with the page, since nothing can be fetched by then. Forms
 * that are sent meanwhile keep what was typed and go out when the connection is back (`useOffline` in next.config.ts).
 */
export function OfflineNotice({ children }: { children: React.ReactNode }) {
  // The browser's own word counts too: the connection may have gone before the page became interactive.
  const browserOnline = useSyncExternalStore(subscribe, isOnline, () => true)
  const offline = useOffline() || !browserOnline
  useEffect(() => {
    // A page that is opened offline gets public/offline.html from it instead of the browser's own.
    if (process.env.NODE_ENV === 'production')
      navigator.serviceWorker?.register('/offline-worker.js').catch(() => {})
  }, [])
  return <div role="status">{offline && children}</div>
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

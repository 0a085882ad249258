'use client'

import { useOffline } from 'next/offline'
import { useEffect } from 'react'

/**
 * Shows its words while the server can't be reached. They came with the page, since nothing can be fetched by then. Forms
 * that are sent meanwhile keep what was typed and go out when the connection is back (`useOffline` in next.config.ts).
 */
export function OfflineNotice({ children }: { children: React.ReactNode }) {
  const offline = useOffline()
  useEffect(() => {
    // A page that is opened offline gets public/offline.html from it instead of the browser's own.
    if (process.env.NODE_ENV === 'production')
      navigator.serviceWorker?.register('/offline-worker.js').catch(() => {})
  }, [])
  return <div role="status">{offline && children}</div>
}

'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { followBalance } from './balance-stream'

/** A burst of changes redraws the page once. */
const GATHER_MS = 150
/** After a sleep the page is read again when it is looked at. */
const STALE_MS = 30_000

/** Keeps the numbers of an open page true: any change of the balance redraws it, without a reload (R25). */
export function LiveBalance({ workspaceId }: { workspaceId: number }) {
  const router = useRouter()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let readAt = Date.now()
    const read = () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        readAt = Date.now()
        router.refresh()
      }, GATHER_MS)
    }
    const looked = () => {
      if (document.visibilityState === 'visible' && Date.now() - readAt > STALE_MS) read()
    }
    const stop = followBalance(workspaceId, { onChange: read, onReturn: read })
    document.addEventListener('visibilitychange', looked)
    window.addEventListener('focus', looked)
    return () => {
      clearTimeout(waiting)
      stop()
      document.removeEventListener('visibilitychange', looked)
      window.removeEventListener('focus', looked)
    }
  }, [router, workspaceId])
  return null
}

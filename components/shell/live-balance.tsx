'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { followBalance } from './balance-stream'

/** A burst of changes redraws the page once. */
const GATHER_MS = 150
/** After a sleep the page is read again when it is looked at. */
const STALE_MS = 30_000

type LiveBalanceProps = {
  workspaceId: number
  /** Of the balance that this page shows; null when it could not be read. */
  version: Promise<string | null>
}

/** Keeps the numbers of an open page true: any change of the balance redraws it, without a reload (R25). */
export function LiveBalance({ workspaceId, version }: LiveBalanceProps) {
  const router = useRouter()
  const shown = useRef(version)
  useEffect(() => {
    shown.current = version
  }, [version])
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
    const compare = async (current: string) => {
      const mine = await shown.current
      if (mine !== null && mine !== current) read()
    }
    const stop = followBalance(workspaceId, { onChange: read, onVersion: compare })
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

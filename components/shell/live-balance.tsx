'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { hasEntries } from '@/components/ui/unsaved/kept-entries'
import { followBalance } from './balance-stream'
import { announceNewVersion } from './new-version-notice'

/** A burst of changes refreshes the page once. */
const DEBOUNCE_MS = 150
/** A page that was hidden for longer than this is refreshed when it becomes visible. */
const STALE_MS = 30_000

type LiveBalanceProps = {
  workspaceId: number
  /** Version of the balance on this page; null if it couldn't be read. */
  version: string | null | Promise<string | null>
}

/** Keeps the numbers on an open page current: refreshes it on every balance change, without a reload (R25). */
export function LiveBalance({ workspaceId, version }: LiveBalanceProps) {
  const router = useRouter()
  const shown = useRef(version)
  useEffect(() => {
    shown.current = version
  }, [version])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let refreshedAt = Date.now()
    let isOutdated = false
    const refresh = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        refreshedAt = Date.now()
        // Next.js reloads a page of another version, and what was typed would be lost.
        if (isOutdated && hasEntries()) announceNewVersion()
        else router.refresh()
      }, DEBOUNCE_MS)
    }
    const onVisible = () => {
      if (document.visibilityState === 'visible' && Date.now() - refreshedAt > STALE_MS) refresh()
    }
    const compare = async (current: string) => {
      const mine = await shown.current
      if (mine !== null && mine !== current) refresh()
    }
    const stop = followBalance(workspaceId, {
      onChange: refresh,
      onVersion: compare,
      onRelease: (release) => {
        isOutdated = release !== (document.documentElement.dataset.dplId ?? '')
      },
    })
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('focus', onVisible)
    return () => {
      clearTimeout(timer)
      stop()
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('focus', onVisible)
    }
  }, [router, workspaceId])
  return null
}

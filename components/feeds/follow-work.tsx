'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const REFRESH_EVERY_MS = 2_000
/** Ten minutes. Work that takes longer is resumed by the sweep, and the page can be reloaded. */
const MOST_REFRESHES = 300

/** Refreshes the page while files are imported or posts are created: free work does not announce itself by a changed balance. */
export function FollowWork() {
  const router = useRouter()
  useEffect(() => {
    let refreshes = 0
    const timer = setInterval(() => {
      refreshes += 1
      if (refreshes >= MOST_REFRESHES) clearInterval(timer)
      if (document.visibilityState === 'visible') router.refresh()
    }, REFRESH_EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}

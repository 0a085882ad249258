'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const LOOK_EVERY_MS = 2_000
/** Ten minutes: by then it is done, or the sweep takes it up and the page can be opened again. */
const MOST_LOOKS = 300

/** Draws the page anew while files are read or posts are made; what costs nothing is announced by no balance. */
export function FollowWork() {
  const router = useRouter()
  useEffect(() => {
    let looks = 0
    const timer = setInterval(() => {
      looks += 1
      if (looks >= MOST_LOOKS) clearInterval(timer)
      if (document.visibilityState === 'visible') router.refresh()
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}

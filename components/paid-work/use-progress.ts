'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readAnswer } from '@/components/ui/loading/use-answer'

const POLL_EVERY_MS = 1_000
/** Ten minutes: by then it is ready, or the sweep has ended it. */
const MOST_POLLS = 600
/** Once a minute the page is loaded again, because it may say why the work takes longer. */
const REFRESH_EVERY_POLLS = 60

export type Progress = { status: string; progressPercent: number }

/** Polls the progress until the work is finished, then refreshes the page. A failed poll is repeated. */
export function useProgress(href: string, initial: Progress): Progress & { gaveUp: boolean } {
  const [progress, setProgress] = useState(initial)
  const [gaveUp, setGaveUp] = useState(false)
  const router = useRouter()

  useEffect(() => {
    let polls = 0
    const left = new AbortController()
    const timer = setInterval(async () => {
      polls += 1
      if (polls >= MOST_POLLS) {
        clearInterval(timer)
        setGaveUp(true)
        return
      }
      const now = await readAnswer<Progress>(href, left.signal)
      if (!now || left.signal.aborted) return
      if (now.status === 'queued' || now.status === 'running') {
        if (polls % REFRESH_EVERY_POLLS === 0) router.refresh()
        return setProgress(now)
      }
      clearInterval(timer)
      router.refresh()
    }, POLL_EVERY_MS)
    return () => {
      clearInterval(timer)
      left.abort()
    }
  }, [href, router])

  return { ...progress, gaveUp }
}

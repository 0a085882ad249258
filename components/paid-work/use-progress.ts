'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

const ASK_EVERY_MS = 1_000
/** Ten minutes: by then it is ready or the sweep has ended it. */
const MOST_QUESTIONS = 600

export type Progress = { status: string; progressPercent: number }

/** Asks how far a piece of work is until it is finished, then shows the page anew. A failed question is simply asked again. */
export function useProgress(href: string, initial: Progress): Progress & { gaveUp: boolean } {
  const [progress, setProgress] = useState(initial)
  const [gaveUp, setGaveUp] = useState(false)
  const router = useRouter()

  useEffect(() => {
    let questions = 0
    const left = new AbortController()
    const timer = setInterval(async () => {
      questions += 1
      if (questions >= MOST_QUESTIONS) {
        clearInterval(timer)
        setGaveUp(true)
        return
      }
      const now = await readProgress(href, left.signal)
      if (!now || left.signal.aborted) return
      if (now.status === 'queued' || now.status === 'running') return setProgress(now)
      clearInterval(timer)
      router.refresh()
    }, ASK_EVERY_MS)
    return () => {
      clearInterval(timer)
      left.abort()
    }
  }, [href, router])

  return { ...progress, gaveUp }
}

async function readProgress(href: string, signal: AbortSignal): Promise<Progress | null> {
  try {
    const response = await fetch(href, { signal })
    if (!response.ok) return null
    return (await response.json()) as Progress
  } catch {
    return null
  }
}

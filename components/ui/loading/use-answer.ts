'use client'

import { useEffect, useState } from 'react'

export type Answer<T> =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'known'; value: T }

/**
 * What one of our routes answers to a GET, in JSON. Asks again when the URL changes, after a pause in typing if there is one,
 * and never shows the answer to an earlier URL. Null: nothing to ask.
 */
export function useAnswer<T>(href: string | null, { pauseMs = 0 } = {}): Answer<T> {
  const [answer, setAnswer] = useState<{ href: string; value: T | null } | null>(null)

  useEffect(() => {
    if (href === null) return
    const left = new AbortController()
    const timer = setTimeout(async () => {
      const value = await readAnswer<T>(href, left.signal)
      if (!left.signal.aborted) setAnswer({ href, value })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [href, pauseMs])

  if (href === null) return { state: 'none' }
  if (answer?.href !== href) return { state: 'loading' }
  return answer.value === null ? { state: 'failed' } : { state: 'known', value: answer.value }
}

/** Null if the request failed or was refused. */
export async function readAnswer<T>(href: string, signal: AbortSignal): Promise<T | null> {
  try {
    const response = await fetch(href, { signal })
    return response.ok ? ((await response.json()) as T) : null
  } catch {
    return null
  }
}

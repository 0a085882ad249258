'use client'

import { useEffect, useState } from 'react'
import type { FinderAnswer } from '@/lib/finder/views'

/** Fewer requests while someone types. */
const PAUSE_MS = 120

export type FinderState = {
  /** The last answer, also while the next one is loaded. */
  answer: FinderAnswer | null
  state: 'loading' | 'known' | 'failed'
}

/** Loads what matches the search, and what new work costs. */
export function useFinder(search: string): FinderState {
  const wanted = search.trim()
  const [last, setLast] = useState<{ wanted: string; answer: FinderAnswer | null } | null>(null)

  useEffect(() => {
    const left = new AbortController()
    const load = () =>
      fetch(`/api/find?${new URLSearchParams({ search: wanted })}`, { signal: left.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error(String(response.status))
          setLast({ wanted, answer: (await response.json()) as FinderAnswer })
        })
        .catch(() => {
          if (!left.signal.aborted) setLast({ wanted, answer: null })
        })
    const timer = setTimeout(load, wanted ? PAUSE_MS : 0)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [wanted])

  if (last?.wanted !== wanted) return { answer: last?.answer ?? null, state: 'loading' }
  return { answer: last.answer, state: last.answer ? 'known' : 'failed' }
}

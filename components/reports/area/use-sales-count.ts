'use client'

import { useEffect, useState } from 'react'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { PeriodChoice } from '../period/period-fields'

export type SalesCount =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'known'; salesCount: number; earlier: EarlierWork | null }

type Known = { salesCount: number; earlier: EarlierWork | null }

/** How many sales this report would be based on, and an existing identical report. Loads again on every change. */
export function useSalesCount(area: string | null, { from, to }: PeriodChoice): SalesCount {
  const asked = area && from && to && from < to ? new URLSearchParams({ area, from, to }).toString() : null
  const [answer, setAnswer] = useState<{ asked: string; known: Known | null } | null>(null)

  useEffect(() => {
    if (!asked) return
    const left = new AbortController()
    fetch(`/api/reports/sales-count?${asked}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        setAnswer({ asked, known: (await response.json()) as Known })
      })
      .catch(() => {
        if (!left.signal.aborted) setAnswer({ asked, known: null })
      })
    return () => left.abort()
  }, [asked])

  if (!asked) return { state: 'none' }
  // An answer for an earlier choice does not apply.
  if (answer?.asked !== asked) return { state: 'loading' }
  return answer.known === null ? { state: 'failed' } : { state: 'known', ...answer.known }
}

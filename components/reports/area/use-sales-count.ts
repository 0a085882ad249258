'use client'

import { useEffect, useState } from 'react'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { PeriodChoice } from '../period/period-fields'
import { useData } from '../sale-set'

export type SalesCount =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'known'; salesCount: number; earlier: EarlierWork | null }

type Known = { salesCount: number; earlier: EarlierWork | null }

/** How many sales this report would be based on, and an existing identical report. Loads again on every change. */
export function useSalesCount(area: string | null, { from, to }: PeriodChoice): SalesCount {
  const { id } = useData()
  const query =
    area && from && to && from < to ? new URLSearchParams({ area, from, to, saleSetId: id }).toString() : null
  const [answer, setAnswer] = useState<{ query: string; known: Known | null } | null>(null)

  useEffect(() => {
    if (!query) return
    const left = new AbortController()
    fetch(`/api/reports/sales-count?${query}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        setAnswer({ query, known: (await response.json()) as Known })
      })
      .catch(() => {
        if (!left.signal.aborted) setAnswer({ query, known: null })
      })
    return () => left.abort()
  }, [query])

  if (!query) return { state: 'none' }
  // An answer for an earlier choice does not apply.
  if (answer?.query !== query) return { state: 'loading' }
  return answer.known === null ? { state: 'failed' } : { state: 'known', ...answer.known }
}

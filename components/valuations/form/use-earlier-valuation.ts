'use client'

import { useEffect, useState } from 'react'
import { useData } from '@/components/reports/sale-set'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { FormValues } from './form-values'

/** Waits until typing pauses. */
const TYPING_MS = 400

/** An existing identical valuation of the workspace. Null if there is none or the form is incomplete. */
export function useEarlierValuation({
  label: _label,
  waterfront,
  ...values
}: FormValues): EarlierWork | null {
  const { id, areaUnit } = useData()
  const search = new URLSearchParams({
    ...values,
    saleSetId: id,
    areaUnit,
    ...(waterfront && { waterfront: 'on' }),
  }).toString()
  const query = complete(values) ? search : null
  const [answer, setAnswer] = useState<{ query: string; earlier: EarlierWork | null } | null>(null)

  useEffect(() => {
    if (!query) return
    const left = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/valuations/earlier?${query}`, { signal: left.signal })
        .then(async (response) => {
          // The form itself reports invalid fields.
          if (!response.ok) return
          const { earlier } = (await response.json()) as { earlier: EarlierWork | null }
          setAnswer({ query, earlier })
        })
        .catch(() => {})
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [query])

  return answer?.query === query ? answer.earlier : null
}

function complete({ yearRenovated: _may, ...values }: Omit<FormValues, 'label' | 'waterfront'>): boolean {
  return Object.values(values).every((value) => value !== '')
}

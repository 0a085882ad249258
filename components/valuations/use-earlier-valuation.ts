'use client'

import { useEffect, useState } from 'react'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { FormValues } from './form-values'

/** Long enough that a number is not looked up digit by digit. */
const TYPING_MS = 400

/** The same valuation that the workspace has already; null while the form is unfinished, or there is none. */
export function useEarlierValuation({
  label: _label,
  waterfront,
  ...values
}: FormValues): EarlierWork | null {
  const query = new URLSearchParams({ ...values, ...(waterfront && { waterfront: 'on' }) }).toString()
  const asked = complete(values) ? query : null
  const [answer, setAnswer] = useState<{ asked: string; earlier: EarlierWork | null } | null>(null)

  useEffect(() => {
    if (!asked) return
    const left = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/valuations/earlier?${asked}`, { signal: left.signal })
        .then(async (response) => {
          // What is still typed wrong is told by the form itself.
          if (!response.ok) return
          const { earlier } = (await response.json()) as { earlier: EarlierWork | null }
          setAnswer({ asked, earlier })
        })
        .catch(() => {})
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [asked])

  return answer?.asked === asked ? answer.earlier : null
}

function complete({ yearRenovated: _may, ...values }: Omit<FormValues, 'label' | 'waterfront'>): boolean {
  return Object.values(values).every((value) => value !== '')
}

'use client'

import { useEffect, useState } from 'react'
import type { Place } from '@/components/maps/projection'
import { useData } from '@/components/reports/sale-set'

export type Places =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'known'; places: Place[] }

/** Where homes sold in a zip code. Loads again when it changes. */
export function usePlaces(zipCode: string): Places {
  const { id } = useData()
  const [answer, setAnswer] = useState<{ zipCode: string; places: Place[] | null } | null>(null)

  useEffect(() => {
    if (!zipCode) return
    const left = new AbortController()
    fetch(`/api/valuations/places?${new URLSearchParams({ zipCode, saleSetId: id })}`, {
      signal: left.signal,
    })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        const { places } = (await response.json()) as { places: Place[] }
        setAnswer({ zipCode, places })
      })
      .catch(() => {
        if (!left.signal.aborted) setAnswer({ zipCode, places: null })
      })
    return () => left.abort()
  }, [zipCode, id])

  if (!zipCode) return { state: 'none' }
  if (answer?.zipCode !== zipCode) return { state: 'loading' }
  return answer.places ? { state: 'known', places: answer.places } : { state: 'failed' }
}

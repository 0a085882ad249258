'use client'

import { useEffect, useState } from 'react'
import type { Place } from '@/components/maps/projection'
import { useData } from '../sale-set'

export type AreaPlaces = { state: 'loading' } | { state: 'failed' } | { state: 'known'; places: Place[] }

/** Where homes sold around a location. Loads again when it changes. */
export function useAreaPlaces({ latitude, longitude }: Place, miles: number): AreaPlaces {
  const { id } = useData()
  const query = new URLSearchParams({
    saleSetId: id,
    latitude: String(latitude),
    longitude: String(longitude),
    miles: String(miles),
  }).toString()
  const [answer, setAnswer] = useState<{ query: string; places: Place[] | null } | null>(null)

  useEffect(() => {
    const left = new AbortController()
    fetch(`/api/reports/places?${query}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        const { places } = (await response.json()) as { places: Place[] }
        setAnswer({ query, places })
      })
      .catch(() => {
        if (!left.signal.aborted) setAnswer({ query, places: null })
      })
    return () => left.abort()
  }, [query])

  if (answer?.query !== query) return { state: 'loading' }
  return answer.places ? { state: 'known', places: answer.places } : { state: 'failed' }
}

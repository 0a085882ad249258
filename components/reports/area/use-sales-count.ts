'use client'

import { type Answer, useAnswer } from '@/components/ui/loading/use-answer'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { PeriodChoice } from '../period/period-fields'
import { useData } from '../sale-set'

export type SalesCount = Answer<{ salesCount: number; earlier: EarlierWork | null }>

/** How many sales this report would be based on, and an existing identical report. Loads again on every change. */
export function useSalesCount(area: string | null, { from, to }: PeriodChoice): SalesCount {
  const { id } = useData()
  const query =
    area && from && to && from < to ? new URLSearchParams({ area, from, to, saleSetId: id }) : null
  return useAnswer(query && `/api/reports/sales-count?${query}`)
}

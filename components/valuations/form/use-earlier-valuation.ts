'use client'

import { useData } from '@/components/reports/sale-set'
import { useAnswer } from '@/components/ui/loading/use-answer'
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
  // The form itself reports invalid fields.
  const answer = useAnswer<{ earlier: EarlierWork | null }>(
    complete(values) ? `/api/valuations/earlier?${search}` : null,
    { pauseMs: TYPING_MS },
  )
  return answer.state === 'known' ? answer.value.earlier : null
}

function complete({ yearRenovated: _may, ...values }: Omit<FormValues, 'label' | 'waterfront'>): boolean {
  return Object.values(values).every((value) => value !== '')
}

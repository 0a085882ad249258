import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { getView } from '@/lib/paid-work/view'
import { DescribedHome } from './home-input'
import { type Valuation, valuationWork } from './valuation-work'
import type { Grounds, ValuationResult, ValuationView } from './views'

/** A valuation as its page shows it, with the entry that paid for it (R10). @throws Refusal `not-found` */
export async function getValuation(ctx: WorkspaceContext, id: string): Promise<ValuationView> {
  const { row, view } = await getView(valuationWork, ctx, id)
  const { zipCode, saleSetId } = row
  return { ...view, ...shownValuation(row), zipCode, saleSetId }
}

/** The home, the day and the result: what a client sees too. */
export type ShownValuation = Pick<ValuationView, 'id' | 'label' | 'home' | 'valuedOn' | 'agentId' | 'result'>

export const shownValuation = (row: Valuation): ShownValuation => ({
  id: row.id,
  label: row.label,
  home: DescribedHome.parse(row.home),
  valuedOn: row.valuedOn,
  agentId: row.createdBy,
  result: row.status === 'ready' ? resultOf(row) : null,
})

function resultOf({ estimateUsd, lowUsd, highUsd, confidence, grounds }: Valuation): ValuationResult {
  assert(
    estimateUsd && lowUsd && highUsd && confidence,
    'the database guarantees that a ready valuation is complete',
  )
  // Only makeValuation writes it.
  return { estimateUsd, lowUsd, highUsd, confidence, grounds: grounds as Grounds }
}

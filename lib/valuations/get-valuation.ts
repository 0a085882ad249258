import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { getView } from '@/lib/paid-work/view'
import { DescribedHome } from './home-input'
import { type Valuation, valuationWork } from './valuation-work'
import type { Grounds, ValuationResult, ValuationView } from './views'

/** A valuation as its page shows it, with the entry that paid for it (R10). @throws Refusal `not-found` */
export async function getValuation(ctx: WorkspaceContext, id: string): Promise<ValuationView> {
  const { row, view } = await getView(valuationWork, ctx, id)
  const { label, zipCode, valuedOn, saleSetId, status, home } = row
  const result = status === 'ready' ? resultOf(row) : null
  return { ...view, label, zipCode, valuedOn, saleSetId, home: DescribedHome.parse(home), result }
}

function resultOf({ estimateUsd, lowUsd, highUsd, confidence, grounds }: Valuation): ValuationResult {
  assert(
    estimateUsd && lowUsd && highUsd && confidence,
    'the database guarantees that a ready valuation is complete',
  )
  // Only makeValuation writes it.
  return { estimateUsd, lowUsd, highUsd, confidence, grounds: grounds as Grounds }
}

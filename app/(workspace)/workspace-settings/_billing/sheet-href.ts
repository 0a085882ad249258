import type { CreditsSummary } from '@/lib/billing/views'
import { type BillingParams, billingAddress, type OffersSheet } from '../billing-query'

/** This view with plans and packs open over it; plans come first for anyone who can't buy packs. */
export function sheetHref(
  params: BillingParams,
  { meters, nextStep }: Pick<CreditsSummary, 'meters' | 'nextStep'>,
  first: OffersSheet = meters || nextStep === 'subscribe' ? 'plans' : 'packs',
): string {
  return billingAddress({ ...params, sheet: first })
}

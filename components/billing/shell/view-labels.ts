import type { BillingView } from '@/lib/billing/shared/billing-address'

/** The views of the billing page, in the order of their tabs. */
export const viewLabels: Record<BillingView, string> = {
  overview: 'Overview',
  usage: 'Usage',
  statement: 'Statement',
  plans: 'Plans and packs',
  payment: 'Payment and invoices',
}

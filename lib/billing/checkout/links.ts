/** Addresses of the billing tab, in one place: mails, refusals and Stripe's return lead there. */
export function billingHref(
  query: Record<string, string> = {},
  section?: 'packs' | 'plans' | 'statement' | 'auto-top-up',
): string {
  const params = new URLSearchParams({ tab: 'billing', ...query })
  return `/workspace-settings?${params}${section ? `#${section}` : ''}`
}

/** The card of auto top-up. */
export const autoTopUpHref = () => billingHref({}, 'auto-top-up')

/** Leads on to Stripe's receipt of a purchase. */
export const receiptHref = (purchaseId: string) => `/workspace-settings/receipts/${purchaseId}`

/** Leads on to Stripe's receipt of the payment of an invoice. */
export const invoiceReceiptHref = (invoiceId: string) => `/workspace-settings/receipts/${invoiceId}`

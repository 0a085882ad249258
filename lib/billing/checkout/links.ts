/** URLs of the billing tab, which emails, error messages and Stripe's redirect link to. */
export function billingHref(
  query: Record<string, string> = {},
  section?: 'packs' | 'plans' | 'statement' | 'auto-top-up',
): string {
  const params = new URLSearchParams({ tab: 'billing', ...query })
  return `/workspace-settings?${params}${section ? `#${section}` : ''}`
}

/** The auto top-up card on the billing tab. */
export const autoTopUpHref = () => billingHref({}, 'auto-top-up')

/** Redirects to Stripe's receipt for a purchase. */
export const receiptHref = (purchaseId: string) => `/workspace-settings/receipts/${purchaseId}`

/** Redirects to Stripe's receipt for the payment of an invoice. */
export const invoiceReceiptHref = (invoiceId: string) => `/workspace-settings/receipts/${invoiceId}`

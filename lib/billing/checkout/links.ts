import { billingHref } from '../shared/billing-address.ts'

/** The auto top-up card on the billing page. */
export const autoTopUpHref = () => billingHref('payment', { anchor: 'auto-top-up' })

/** Redirects to Stripe's receipt for a purchase. */
export const receiptHref = (purchaseId: string) => `/workspace-settings/receipts/${purchaseId}`

/** Redirects to Stripe's receipt for the payment of an invoice. */
export const invoiceReceiptHref = (invoiceId: string) => `/workspace-settings/receipts/${invoiceId}`

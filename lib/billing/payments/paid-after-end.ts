import type Stripe from 'stripe'
import { readMarketNow } from '@/db/product-time'
import { formatMoney } from '@/lib/core/text/format'
import { listInvoices } from '../subscription/subscription-invoices.ts'
import { reportDiscrepancy } from './discrepancies.ts'

/** Payments for older plans are not reported: they ended too long ago for anyone to expect credits. */
const RECENT_SECONDS = 90 * 86_400

export const hasRecentlyEnded = ({ ended_at }: Stripe.Subscription, nowSeconds: number) =>
  ended_at !== null && ended_at > nowSeconds - RECENT_SECONDS

/**
 * An invoice that is paid after its plan has ended grants nothing automatically, because its period is over or was cut
 * short. Operators see it and can refund it or grant credits.
 */
export async function reportPaidAfterEnd(
  workspaceId: number,
  ended: readonly Stripe.Subscription[],
): Promise<void> {
  const [last] = ended
  if (!last || !hasRecentlyEnded(last, (await readMarketNow()).getTime() / 1000)) return
  for (const { id, number, amount_paid, currency, status, status_transitions } of await listInvoices(
    last.id,
  )) {
    const paidAt = status === 'paid' ? status_transitions.paid_at : null
    if (!id || !paidAt || amount_paid === 0 || paidAt <= (last.ended_at ?? paidAt)) continue
    const what = `${formatMoney(amount_paid, currency)} was paid on invoice ${number ?? id} after its plan had ended. Nothing was granted for it: refund it, or grant what it paid for.`
    await reportDiscrepancy({ kind: 'paid-after-end', stripeId: id, workspaceId, what })
  }
}

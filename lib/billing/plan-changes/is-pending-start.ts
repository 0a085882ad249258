import type { BillingInterval } from '@/db/schema/billing/billing'
import { isProration } from '../payments/billed-lines.ts'
import { idOf } from '../stripe/stripe-id.ts'
import type { CurrentSubscription } from '../subscription/current-subscription.ts'

type Pending = Pick<CurrentSubscription, 'subscription' | 'pending' | 'current' | 'invoices'>
type Wanted = { interval: BillingInterval; start?: 'prorated' | 'new-cycle' }

/** Whether the pending change starts as requested: at the end of the period, with its payment, or with a new cycle then. */
export function isPendingStart(
  { subscription, pending, current, invoices }: Pending,
  wanted: Wanted,
): boolean {
  if (pending?.from) return wanted.start !== 'new-cycle'
  const { pending_update, billing_cycle_anchor } = subscription
  const movesAnchor = (pending_update?.billing_cycle_anchor ?? billing_cycle_anchor) !== billing_cycle_anchor
  // In the second in which the current cycle started, both anchors are equal, and only a proration distinguishes them.
  const invoice = invoices.find(({ id }) => id === idOf(subscription.latest_invoice))
  const isWhole = invoice !== undefined && !invoice.lines.data.some(isProration)
  const isNewCycle = wanted.interval === current.interval && (movesAnchor || isWhole)
  return isNewCycle === (wanted.start === 'new-cycle')
}

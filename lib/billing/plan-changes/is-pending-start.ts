import type { BillingInterval } from '@/db/schema/billing/billing'
import { isProration } from '../payments/billed-lines.ts'
import { idOf } from '../stripe/stripe-id.ts'
import type { CurrentSubscription } from '../subscription/current-subscription.ts'

type Pending = Pick<CurrentSubscription, 'subscription' | 'pending' | 'current' | 'invoices'>
type Wanted = { interval: BillingInterval; start?: 'prorated' | 'new-cycle' }

/** Whether what waits begins when it is wanted: at the end of the period, with its payment, or with a new cycle then. */
export function isPendingStart(
  { subscription, pending, current, invoices }: Pending,
  wanted: Wanted,
): boolean {
  if (pending?.from) return wanted.start !== 'new-cycle'
  const { pending_update, billing_cycle_anchor } = subscription
  const movesAnchor = (pending_update?.billing_cycle_anchor ?? billing_cycle_anchor) !== billing_cycle_anchor
  // Within the second that the running cycle began in, both anchors are the same: only a proration tells them apart.
  const invoice = invoices.find(({ id }) => id === idOf(subscription.latest_invoice))
  const isWhole = invoice !== undefined && !invoice.lines.data.some(isProration)
  const isNewCycle = wanted.interval === current.interval && (movesAnchor || isWhole)
  return isNewCycle === (wanted.start === 'new-cycle')
}

import type Stripe from 'stripe'
import type { unfundedReasons } from '@/db/schema/billing/billing'
import { invoiceOfPeriod, paidTimeOf } from './paid-periods.ts'

const DAY_SECONDS = 86_400

export type UnfundedReason = (typeof unfundedReasons)[number]

/** What the payments of a subscription fund, in Stripe's seconds. docs/decisions/0032 has the table of states. */
export type Funding = {
  /** Start of the paid time. Cycles are anchored there, unless it is already a cycle boundary. */
  anchor: number
  /** Cycles that start before this get the full allowance. */
  fundedUntil: number
  /** Cycles that start between the two get the share up to here: a grace period after the paid time, or a trial. */
  partlyFundedUntil: number
  paidUntil: number
  reason: UnfundedReason | null
}

/** In these states no payment is being collected, so there is no grace period (R19). */
const WITHOUT_GRACE: readonly (UnfundedReason | null)[] = ['paused', 'collection-paused', 'written-off']

/**
 * What the invoices of a subscription fund (R19). Only a paid invoice funds a period, whatever the status of the
 * subscription. Null when none was ever paid; then nothing starts.
 */
export function computeFunding(
  subscription: Stripe.Subscription,
  periodStart: number,
  invoices: readonly Stripe.Invoice[],
  graceDays: number,
): Funding | null {
  const paid = paidTimeOf(subscription, invoices)
  if (!paid) return null
  const { start, end } = paid
  const invoice = invoiceOfPeriod(subscription, periodStart, invoices)
  const reason = reasonOf(subscription, invoice, end > periodStart)
  if (paid.kind === 'part')
    return { anchor: start, fundedUntil: start, partlyFundedUntil: end, paidUntil: end, reason }
  const graceSeconds = WITHOUT_GRACE.includes(reason) ? 0 : graceDays * DAY_SECONDS
  return { anchor: start, fundedUntil: end, partlyFundedUntil: end + graceSeconds, paidUntil: end, reason }
}

/** Why the current period is not funded, or the next will not be; null while it is paid, past due or over. */
function reasonOf(
  { status, pause_collection }: Stripe.Subscription,
  invoice: Stripe.Invoice | undefined,
  isPaid: boolean,
): UnfundedReason | null {
  if (status === 'canceled') return null
  if (status === 'paused') return 'paused'
  if (pause_collection) return 'collection-paused'
  if (isPaid) return null
  const isWaiting = invoice?.status === 'draft' || invoice?.status === 'open'
  if (!isWaiting) return 'written-off'
  return status === 'past_due' || status === 'unpaid' ? null : 'renewal-processing'
}

/** Why a subscription that was never paid has not started. */
export function startingReason(
  { pause_collection }: Stripe.Subscription,
  invoice: Stripe.Invoice | undefined,
  isProcessing: boolean,
): UnfundedReason {
  if (pause_collection) return 'collection-paused'
  if (invoice?.status === 'uncollectible' || invoice?.status === 'void') return 'written-off'
  return isProcessing ? 'first-payment-processing' : 'first-payment-failed'
}

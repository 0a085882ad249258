import type Stripe from 'stripe'
import type { DisputeState } from '@/db/schema/billing/billing'
import type { Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'

/** A payment never has more refunds or disputes than this. */
const MOST_OBJECTS = 1_000

/** The total of all refunds and disputes of a payment. */
export type MoneyBack = {
  /** Refunds that succeeded or are in progress. A failed or canceled refund returned nothing. */
  refundedCents: number
  /** Lost disputes: the bank returned the money. */
  lostCents: number
  /** Open disputes: the bank holds the money for now. */
  disputedCents: number
  dispute: Purchase['dispute']
  /** The last refund, if it failed: the customer has not received this money. */
  failedRefundCents: number
}

type Dispute = Pick<Stripe.Dispute, 'status' | 'amount' | 'currency' | 'balance_transactions'>
type Refund = Pick<Stripe.Refund, 'status' | 'amount' | 'created'>
type Paid = Pick<Stripe.Charge, 'amount' | 'currency'>

/** Reads a charge's refunds and disputes from Stripe. Expand `refunds` when the charge is read, to save a request. */
export async function readMoneyBack(charge: Stripe.Charge): Promise<MoneyBack> {
  const { refunds } = charge
  const all = { limit: MOST_OBJECTS }
  const list = { charge: charge.id, limit: 100 }
  return sumMoneyBack(
    charge,
    refunds && !refunds.has_more ? refunds.data : await stripe().refunds.list(list).autoPagingToArray(all),
    charge.disputed ? await stripe().disputes.list(list).autoPagingToArray(all) : [],
  )
}

export function sumMoneyBack(
  paid: Paid,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): MoneyBack {
  const refundedCents = sum(refunds.filter((refund) => !isFailed(refund)).map(({ amount }) => amount))
  const of = (standing: Standing) =>
    sum(disputes.filter((one) => standingOf(one) === standing).map((one) => disputedShare(paid, one)))
  const [lostCents, disputedCents] = [of('lost'), of('open')]
  const has = (standing: Standing) => disputes.some((one) => standingOf(one) === standing)
  const [last] = refunds.toSorted((a, b) => b.created - a.created)
  return {
    refundedCents: Math.min(refundedCents, paid.amount),
    lostCents,
    disputedCents,
    dispute: has('open') ? 'open' : has('lost') ? 'lost' : has('won') ? 'won' : null,
    failedRefundCents: last?.status === 'failed' ? last.amount : 0,
  }
}

type Standing = DisputeState | 'none'

/**
 * An inquiry (`warning_*`) moves no money, and an unknown status counts by what it moved. A prevented dispute was paid back
 * by Stripe without a decision; an appealed one is open again.
 */
function standingOf({ status, balance_transactions: movements }: Dispute): Standing {
  if (status.startsWith('warning_')) return 'none'
  if (status === 'won') return 'won'
  if (status === 'lost') return 'lost'
  if (['needs_response', 'under_review', 'appeal_needs_response', 'appeal_under_review'].includes(status))
    return 'open'
  return sum(movements.map(({ amount }) => amount)) < 0 ? 'lost' : 'none'
}

/** For a dispute in another currency than the payment, the share is unknown, so all of it counts. */
function disputedShare({ amount, currency }: Paid, dispute: Dispute): number {
  return dispute.currency === currency ? Math.min(dispute.amount, amount) : amount
}

const isFailed = ({ status }: Refund) => status === 'failed' || status === 'canceled'
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** The credits of the returned and of the disputed money, of a payment for `credits` (R18). */
export function creditsBack(
  credits: number,
  paidCents: number,
  { refundedCents, lostCents, disputedCents }: MoneyBack,
): { returned: number; disputed: number } {
  const creditsOf = (cents: number) =>
    cents >= paidCents ? credits : Math.floor((credits * cents) / paidCents)
  const returned = creditsOf(refundedCents + lostCents)
  return { returned, disputed: creditsOf(refundedCents + lostCents + disputedCents) - returned }
}

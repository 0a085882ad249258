import type Stripe from 'stripe'
import { idOf } from '../stripe/stripe-id.ts'

/** A stretch of time in Stripe's seconds, `end` excluded. */
type Period = { start: number; end: number }

/** `isPart`: a trial, or a first stretch up to a later anchor that was charged by the day. */
type Paid = Period & { isPart: boolean }

type Billed = Pick<Stripe.Subscription, 'id' | 'trial_end'>

/** What was paid for, up to the latest paid period. */
export type PaidTime =
  /** Whole periods that follow each other without a gap. */
  | (Period & { kind: 'whole' })
  /** The time before the first whole period. */
  | (Period & { kind: 'part' })

/**
 * The latest stretch of time that a subscription was paid for: its last paid period, with all paid ones right before it.
 * Null when nothing was ever paid. Which subscription status Stripe shows does not matter, only what its invoices say.
 */
export function paidTimeOf(
  subscription: Billed & Pick<Stripe.Subscription, 'status' | 'trial_start'>,
  invoices: readonly Stripe.Invoice[],
): PaidTime | null {
  const paid = [
    ...runningTrial(subscription),
    ...invoices
      .filter(({ status }) => status === 'paid')
      .flatMap((invoice) => periodsOf(subscription, invoice)),
  ]
  const [latest] = paid.toSorted((a, b) => b.start - a.start)
  if (!latest) return null
  const { start, end } = latest
  if (latest.isPart) return { kind: 'part', start, end }
  const whole = paid.filter(({ isPart }) => !isPart)
  return { kind: 'whole', start: beginningOf(latest, whole), end }
}

/** A trial that was set on a running subscription may have no invoice of its own. */
function runningTrial({ status, trial_start, trial_end }: Parameters<typeof paidTimeOf>[0]): Paid[] {
  if (status !== 'trialing' || trial_start === null || trial_end === null) return []
  return [{ start: trial_start, end: trial_end, isPart: true }]
}

/** Back over every paid period that reaches the next one: one that began before it and did not end before it. */
function beginningOf(latest: Period, paid: readonly Period[]): number {
  let { start } = latest
  for (const period of paid.toSorted((a, b) => b.start - a.start))
    if (period.start < start && period.end >= start) start = period.start
  return start
}

/** Prorations change what a period costs; they are no periods of their own. */
function periodsOf({ id, trial_end }: Billed, invoice: Stripe.Invoice): Paid[] {
  const isFirst = invoice.billing_reason === 'subscription_create'
  return invoice.lines.data.flatMap(({ amount, parent, period, subscription }) => {
    const details = parent?.subscription_item_details
    if ((idOf(subscription) ?? details?.subscription) !== id || !details) return []
    if (details.proration && !(isFirst && amount > 0)) return []
    const isTrial = amount === 0 && trial_end !== null && period.start < trial_end
    const end = isTrial ? Math.min(period.end, trial_end) : period.end
    return end > period.start ? [{ start: period.start, end, isPart: isTrial || details.proration }] : []
  })
}

/** The invoice of the period that is running, whatever became of it; undefined where none was created. */
export function invoiceOfPeriod(
  subscription: Billed,
  start: number,
  invoices: readonly Stripe.Invoice[],
): Stripe.Invoice | undefined {
  return invoices.find((invoice) => periodsOf(subscription, invoice).some((period) => period.start === start))
}

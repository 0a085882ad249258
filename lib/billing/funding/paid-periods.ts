import type Stripe from 'stripe'
import { idOf } from '../stripe/responses.ts'

/** A time span in Stripe's seconds, `end` excluded. */
type Period = { start: number; end: number }

/** `isPart`: a trial, or a prorated first period before a later anchor. */
type Paid = Period & { isPart: boolean }

type Billed = Pick<Stripe.Subscription, 'id' | 'trial_end'>

/** The paid time up to the latest paid period. */
export type PaidTime =
  /** Full periods without a gap. */
  | (Period & { kind: 'whole' })
  /** The time before the first full period. */
  | (Period & { kind: 'part' })

/**
 * The latest continuous time that was paid: the last paid period with all paid periods directly before it. Null when
 * nothing was ever paid. Only invoices matter, not the status of the subscription.
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

/** A trial that was set on an active subscription may have no invoice. */
function runningTrial({ status, trial_start, trial_end }: Parameters<typeof paidTimeOf>[0]): Paid[] {
  if (status !== 'trialing' || trial_start === null || trial_end === null) return []
  return [{ start: trial_start, end: trial_end, isPart: true }]
}

/** Goes back over every paid period that reaches the next one. */
function beginningOf(latest: Period, paid: readonly Period[]): number {
  let { start } = latest
  for (const period of paid.toSorted((a, b) => b.start - a.start))
    if (period.start < start && period.end >= start) start = period.start
  return start
}

/** Prorations change the price of a period; they are not periods. */
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

/** The invoice of the current period, whatever its state; undefined when none was created. */
export function invoiceOfPeriod(
  subscription: Billed,
  start: number,
  invoices: readonly Stripe.Invoice[],
): Stripe.Invoice | undefined {
  return invoices.find((invoice) => periodsOf(subscription, invoice).some((period) => period.start === start))
}

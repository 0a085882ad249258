import type { BilledLine } from '@/lib/billing/catalog/time-on-plan'
import { type Collected, collectedAt } from '@/lib/billing/payments/billed-lines'
import { boundaryAfter } from '@/lib/credits/decide/cycle'

/** A plan's monthly allowance, and its monthly and annual price. */
export type SoldPlan = { name: string; allowance: number; monthCents: number; yearCents: number }
export type Interval = 'month' | 'year'
export type Proration = 'always_invoice' | 'create_prorations' | 'none'

type Line = Omit<BilledLine, 'collectedAt' | 'invoice'> & { cents: number }
type Invoice = Collected & { id: string; lines: Line[]; total: number; dueCents: number }
type Subscribed = {
  plan: SoldPlan
  interval: Interval
  anchorAt: number
  start: number
  end: number
  /** What the current period was billed at; a change without proration does not alter it. */
  billedCents: number
  next: { plan: SoldPlan; interval: Interval } | null
  cancels: boolean
}

const LEAST_CHARGE_CENTS = 50

const priceOf = ({ monthCents, yearCents }: SoldPlan, interval: Interval) =>
  interval === 'year' ? yearCents : monthCents
const SECOND = 1_000

/**
 * Stripe's subscription arithmetic in memory, limited to what matters here: which time on which plan was billed, and
 * how much was paid for it. Written from Stripe's documentation, independently of the local Stripe.
 */
export class StripeModel {
  subscription: Subscribed | null = null
  cashCents = 0
  /** The card is declined while this is set. */
  declines = false
  /** Unpaid renewals; each had its grace period. */
  failures = 0
  /** Credited by Stripe for time that was never billed: money an operator gives away in the dashboard. */
  givenCents = 0
  /** Downgrades whose credit was left for the next invoice. */
  lateCredits = 0
  endedAt = 0
  /** Number of the subscription: Stripe treats each as a new one. */
  session = 0
  private balanceCents = 0
  private invoices: Invoice[] = []
  private waiting: Line[] = []

  subscribe(plan: SoldPlan, interval: Interval, at: number): void {
    const end = boundaryAfter(at, interval === 'year' ? 12 : 1)
    const billedCents = priceOf(plan, interval)
    const begun = { plan, interval, anchorAt: at, start: at, end, billedCents, next: null, cancels: false }
    this.invoices = []
    this.waiting = []
    this.session += 1
    if (this.bill([this.periodLine(begun, true)], at, true)) this.subscription = begun
  }

  /** Renews what is due until `at`, or ends it. */
  pass(at: number): void {
    for (;;) {
      const { subscription } = this
      if (!subscription || subscription.end > at) return
      if (subscription.cancels) {
        this.subscription = null
        this.endedAt = subscription.end
        return
      }
      const { plan, interval } = subscription.next ?? subscription
      const start = subscription.end
      const anchorAt = interval === subscription.interval ? subscription.anchorAt : start
      const end = this.periodEnd(anchorAt, interval, start)
      const billedCents = priceOf(plan, interval)
      this.subscription = { ...subscription, plan, interval, anchorAt, start, end, billedCents, next: null }
      const paid = this.bill(
        [...this.waiting.splice(0), this.periodLine(this.subscription, true)],
        start,
        false,
      )
      if (!paid) this.failures += 1
    }
  }

  /** Changes the plan. Returns whether it was paid for, or needs no payment now. */
  change(plan: SoldPlan, interval: Interval, proration: Proration, at: number): boolean {
    const before = this.subscription
    if (!before) return false
    const restarts = interval !== before.interval
    if (proration === 'none' && restarts) return this.startCycle(plan, interval, at)
    const after = restarts
      ? { ...before, plan, interval, anchorAt: at, start: at, end: this.periodEnd(at, interval, at) }
      : { ...before, plan }
    const old = this.part(before, -1, at)
    const lines = restarts
      ? [old, this.periodLine(after, false)]
      : [old, this.part({ ...before, plan }, 1, at)]
    const billed = proration === 'none' ? [] : lines.filter(({ cents }) => cents !== 0)
    if (proration === 'create_prorations' && !restarts) {
      this.waiting.push(...billed)
      if (plan.allowance < before.plan.allowance) this.lateCredits += 1
    } else if (billed.length > 0 && !this.bill([...this.waiting.splice(0), ...billed], at, true)) return false
    if (proration !== 'none') {
      const unbilled = Math.max(0, priceOf(before.plan, before.interval) - before.billedCents)
      this.givenCents += (unbilled * (before.end - at)) / (before.end - before.start)
      after.billedCents = priceOf(plan, interval)
    }
    this.subscription = { ...after, next: null }
    return true
  }

  /** Starts a new period at the full price; nothing is credited for the rest of the old one. */
  startCycle(plan: SoldPlan, interval: Interval, at: number): boolean {
    const before = this.subscription
    if (!before) return false
    const end = this.periodEnd(at, interval, at)
    const billedCents = priceOf(plan, interval)
    const after = { ...before, plan, interval, anchorAt: at, start: at, end, billedCents, next: null }
    const paid = this.bill([...this.waiting.splice(0), this.periodLine(after, false)], at, true)
    if (paid) this.subscription = after
    return paid
  }

  /** Pays open invoices, oldest first. */
  payOpen(at: number): void {
    if (this.declines) return
    for (const invoice of this.invoices) {
      if (invoice.status !== 'open') continue
      this.cashCents += invoice.dueCents
      invoice.status = 'paid'
      invoice.status_transitions = { paid_at: at / SECOND }
    }
  }

  get isOverdue(): boolean {
    return this.invoices.some(({ status }) => status === 'open')
  }

  get paidUntil(): number {
    const owed = this.invoices.filter(({ status }) => status === 'open').flatMap(({ lines }) => lines)
    const starts = owed.filter(({ beginsPeriod, isProration }) => beginsPeriod && !isProration)
    return Math.min(this.subscription?.end ?? 0, ...starts.map(({ start }) => start))
  }

  get lines(): BilledLine[] {
    return this.invoices.flatMap(({ id, lines }, i) =>
      lines.map(({ cents: _, ...line }) => ({
        ...line,
        invoice: id,
        collectedAt: collectedAt(this.invoices, i),
      })),
    )
  }

  private periodEnd(anchorAt: number, interval: Interval, after: number): number {
    const months = interval === 'year' ? 12 : 1
    let n = months
    while (boundaryAfter(anchorAt, n) <= after) n += months
    return boundaryAfter(anchorAt, n)
  }

  private periodLine({ plan, interval, start, end }: Subscribed, beginsPeriod: boolean): Line {
    const cents = priceOf(plan, interval)
    return { allowance: plan.allowance, isCredit: false, isProration: false, beginsPeriod, start, end, cents }
  }

  /** The value of the rest of the current period on a plan, to the cent. */
  private part({ plan, interval, start, end }: Subscribed, sign: 1 | -1, at: number): Line {
    const cents = sign * Math.round((priceOf(plan, interval) * (end - at)) / (end - start))
    const allowance = sign * plan.allowance
    const isCredit = sign < 0
    return { allowance, isCredit, isProration: true, beginsPeriod: false, start: at, end, cents }
  }

  /** Bills lines. If unpaid, a renewal stays open; a change that required payment first is dropped. */
  private bill(lines: Line[], at: number, mustBePaid: boolean): boolean {
    const total = lines.reduce((sum, { cents }) => sum + cents, 0)
    const owed = total + this.balanceCents
    const dueCents = owed < LEAST_CHARGE_CENTS ? 0 : owed
    const isPaid = dueCents === 0 || !this.declines
    if (!isPaid && mustBePaid) {
      // Changes that were waiting for an invoice keep waiting.
      this.waiting.push(...lines.filter((line) => line.isProration && line.start < at))
      return false
    }
    const starting = this.balanceCents
    this.balanceCents = dueCents > 0 ? 0 : owed
    if (isPaid) this.cashCents += dueCents
    this.invoices.push({
      id: `in_${this.invoices.length}`,
      status: isPaid ? 'paid' : 'open',
      starting_balance: starting,
      ending_balance: this.balanceCents,
      status_transitions: { paid_at: isPaid ? at / SECOND : null },
      ...{ lines, total, dueCents },
    })
    return isPaid
  }
}

import { firstTerms, paidTerms } from '@/lib/billing/funding/paid-terms'
import { takesEffect } from '@/lib/billing/plan-changes/preview-change'
import { applyCommands } from '@/lib/credits/decide/apply-commands.ts'
import { type Command, entryKinds, type Funding, type Loaded } from '@/lib/credits/model'
import { charge, freshAccount, loaded, work } from '@/lib/credits/testing'
import { type Interval, type Proration, type SoldPlan, StripeModel } from './stripe-model.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const GRACE_DAYS = 7
const BEGINS_AT = Date.parse('2027-01-31T12:00:00Z')

export const PLANS: readonly SoldPlan[] = [
  { name: 'Starter', allowance: 500, monthCents: 4_900, yearCents: 49_000 },
  { name: 'Growth', allowance: 2_000, monthCents: 14_900, yearCents: 149_000 },
  { name: 'Scale', allowance: 6_000, monthCents: 39_900, yearCents: 399_000 },
  { name: 'Essentials', allowance: 0, monthCents: 2_900, yearCents: 29_000 },
  { name: 'Agency', allowance: 0, monthCents: 9_900, yearCents: 99_000 },
]

export type Step =
  | { do: 'subscribe' | 'upgrade' | 'new-cycle' | 'schedule'; plan: number; interval: Interval }
  | { do: 'dashboard'; plan: number; interval: Interval; proration: Proration }
  | { do: 'cancel' | 'resume' | 'pay' }
  | { do: 'spend' }
  | { do: 'card'; declines: boolean }
  | { do: 'time'; hours: number }
  /** To this many hours before the current cycle ends, when an upgrade costs almost nothing. */
  | { do: 'near-end'; hours: number }

/** One customer's plan changes, with Stripe's arithmetic and the ledger's rules, all in memory. */
export class CustomerRun {
  readonly stripe = new StripeModel()
  granted = 0
  /** Rounding that the limit allows for: one credit per change, renewal and cycle. */
  steps = 0
  private readonly rates = new Set([0])
  private at = BEGINS_AT
  private state: Loaded = loaded(freshAccount(BEGINS_AT, { allowance: 0 }))
  private known = 0

  act(step: Step): void {
    this.steps += 1
    switch (step.do) {
      case 'time':
        this.pass(step.hours * HOUR)
        return
      case 'near-end':
        this.pass(this.state.account.cycleEnd - this.at - step.hours * HOUR)
        return
      case 'card':
        this.stripe.declines = step.declines
        return
      case 'spend':
        this.post(charge(this.state.account.allowanceLeft))
        return
      default:
        this.pass(1_000)
        this.change(step)
        this.sync()
    }
  }

  /**
   * The most credits that the money pays for at the best rate of all plans this customer had. A failed renewal has its
   * grace period, and a dashboard credit for the next invoice is only known once that cycle has begun: each may be a
   * cycle's allowance ahead of the money, and the latter is withheld from later cycles.
   */
  get paidFor(): number {
    const rate = Math.max(...this.rates)
    const best = Math.max(...PLANS.map(({ allowance }) => allowance))
    const rounded = this.steps * (1 + 2 * rate)
    return (
      (this.stripe.cashCents + this.stripe.givenCents) * rate +
      rounded +
      (this.stripe.failures + this.stripe.lateCredits) * best
    )
  }

  private change(step: Exclude<Step, { do: 'time' | 'near-end' | 'card' | 'spend' }>): void {
    const { stripe, at } = this
    const { subscription } = stripe
    if (step.do === 'pay') {
      stripe.payOpen(at)
      return
    }
    if (!('plan' in step)) {
      if (subscription) subscription.cancels = step.do === 'cancel'
      return
    }
    const wanted = PLANS[step.plan % PLANS.length] as SoldPlan
    const { allowance, monthCents, yearCents } = wanted
    this.rates.add(step.interval === 'year' ? (12 * allowance) / yearCents : allowance / monthCents)
    if (step.do === 'subscribe') {
      if (!subscription && !stripe.isOverdue) stripe.subscribe(wanted, step.interval, at)
      return
    }
    if (!subscription) return
    if (step.do === 'dashboard') {
      stripe.change(wanted, step.interval, step.proration, at)
      return
    }
    if (stripe.isOverdue || subscription.cancels) return
    const from = { monthlyPriceCents: subscription.plan.monthCents, interval: subscription.interval }
    const when = takesEffect(from, { monthlyPriceCents: monthCents, interval: step.interval })
    if (step.do === 'schedule' || when === 'period-end')
      subscription.next = { plan: wanted, interval: step.interval }
    else if (step.do === 'new-cycle' && subscription.interval === 'month' && step.interval === 'month')
      stripe.startCycle(wanted, 'month', at)
    else stripe.change(wanted, step.interval, 'always_invoice', at)
  }

  /**
   * Like the product: the ledger's boundaries by the clock, Stripe's automatically, and a sync with Stripe at least
   * daily.
   */
  private pass(ms: number): void {
    for (let left = ms; left > 0; left -= DAY) {
      this.at += Math.min(left, DAY)
      this.post({ type: 'touch' })
      const before = this.stripe.subscription?.start
      this.stripe.pass(this.at)
      if (this.stripe.subscription?.start !== before) this.steps += 1
      this.sync()
    }
  }

  private sync(): void {
    const { stripe, at } = this
    const { subscription } = stripe
    if (!subscription) {
      const { allowance } = this.state.account
      this.post({ type: 'set-funding', allowance, fundedUntil: stripe.endedAt, spendUntil: stripe.endedAt })
      return
    }
    const { anchorAt, end, next, cancels } = subscription
    const facts = {
      allowance: subscription.plan.allowance,
      fundedUntil: stripe.paidUntil,
      partlyFundedUntil: stripe.paidUntil + GRACE_DAYS * DAY,
      endsAt: cancels ? end : null,
      next: next && { allowance: next.plan.allowance, from: end },
    }
    const { lines } = stripe
    if (this.known !== stripe.session) {
      this.known = stripe.session
      this.begin(firstTerms(lines, facts, anchorAt, at))
      return
    }
    const account = { ...this.state.account, at }
    const paid = paidTerms(account, lines, facts, { anchorAt, end })
    if ('begins' in paid) this.begin(paid.begins)
    else this.post({ type: 'set-funding', ...paid.terms, cycle: paid.cycle })
  }

  private begin(terms: Funding & { anchorAt: number }) {
    const { key, inputHash, subjectKind, subjectId } = work(0)
    this.post({ type: 'restart', key, inputHash, subjectKind, subjectId, ...terms })
    this.sync()
  }

  private post(command: Command): void {
    const { account, entries } = applyCommands(this.state, [command], this.at)
    if (account.cycleStart !== this.state.account.cycleStart) this.steps += 1
    this.state = { ...this.state, account }
    for (const { kind, amount } of entries)
      if (kind === entryKinds.allowance || kind === entryKinds.topUp) this.granted += amount
  }
}

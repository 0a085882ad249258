import { firstTerms, paidTerms } from '@/lib/billing/funding/paid-terms'
import { takesEffect } from '@/lib/billing/plan-changes/plan-change'
import { plan } from '@/lib/credits/decide/plan'
import { type Command, entryKinds, type Loaded, type Terms } from '@/lib/credits/model'
import { charge, freshAccount, loaded, work } from '@/lib/credits/testing'
import { type Interval, type Proration, type Sold, Till } from './till.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const GRACE_DAYS = 7
const BEGINS_AT = Date.parse('2027-01-31T12:00:00Z')

export const PLANS: readonly Sold[] = [
  { name: 'Starter', allowance: 500, monthCents: 4_900, yearCents: 49_000 },
  { name: 'Growth', allowance: 2_000, monthCents: 14_900, yearCents: 149_000 },
  { name: 'Scale', allowance: 6_000, monthCents: 39_900, yearCents: 399_000 },
  { name: 'Essentials', allowance: 0, monthCents: 2_900, yearCents: 29_000 },
  { name: 'Agency', allowance: 0, monthCents: 9_900, yearCents: 99_000 },
]

export type Deed =
  | { do: 'subscribe' | 'upgrade' | 'new-cycle' | 'schedule'; plan: number; interval: Interval }
  | { do: 'dashboard'; plan: number; interval: Interval; proration: Proration }
  | { do: 'cancel' | 'resume' | 'pay' }
  | { do: 'spend' }
  | { do: 'card'; declines: boolean }
  | { do: 'time'; hours: number }
  /** To this many hours before the current cycle ends, when an upgrade costs almost nothing. */
  | { do: 'near-end'; hours: number }

/** One customer's plan changes, with Stripe's arithmetic and the ledger's rules, all in memory. */
export class Life {
  readonly till = new Till()
  granted = 0
  /** Rounding that the limit allows for: one credit per change, renewal and cycle. */
  steps = 0
  private readonly rates = new Set([0])
  private at = BEGINS_AT
  private state: Loaded = loaded(freshAccount(BEGINS_AT, { allowance: 0 }))
  private known = 0

  act(deed: Deed): void {
    this.steps += 1
    switch (deed.do) {
      case 'time':
        this.pass(deed.hours * HOUR)
        return
      case 'near-end':
        this.pass(this.state.account.cycleEnd - this.at - deed.hours * HOUR)
        return
      case 'card':
        this.till.declines = deed.declines
        return
      case 'spend':
        this.post(charge(this.state.account.allowanceLeft))
        return
      default:
        this.pass(1_000)
        this.change(deed)
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
      (this.till.cashCents + this.till.givenCents) * rate +
      rounded +
      (this.till.failures + this.till.lateCredits) * best
    )
  }

  private change(deed: Exclude<Deed, { do: 'time' | 'near-end' | 'card' | 'spend' }>): void {
    const { till, at } = this
    const { subscription } = till
    if (deed.do === 'pay') {
      till.payOpen(at)
      return
    }
    if (!('plan' in deed)) {
      if (subscription) subscription.cancels = deed.do === 'cancel'
      return
    }
    const wanted = PLANS[deed.plan % PLANS.length] as Sold
    const { allowance, monthCents, yearCents } = wanted
    this.rates.add(deed.interval === 'year' ? (12 * allowance) / yearCents : allowance / monthCents)
    if (deed.do === 'subscribe') {
      if (!subscription && !till.isOverdue) till.subscribe(wanted, deed.interval, at)
      return
    }
    if (!subscription) return
    if (deed.do === 'dashboard') {
      till.change(wanted, deed.interval, deed.proration, at)
      return
    }
    if (till.isOverdue || subscription.cancels) return
    const from = { monthlyPriceCents: subscription.plan.monthCents, interval: subscription.interval }
    const when = takesEffect(from, { monthlyPriceCents: monthCents, interval: deed.interval })
    if (deed.do === 'schedule' || when === 'period-end')
      subscription.next = { plan: wanted, interval: deed.interval }
    else if (deed.do === 'new-cycle' && subscription.interval === 'month' && deed.interval === 'month')
      till.startCycle(wanted, 'month', at)
    else till.change(wanted, deed.interval, 'always_invoice', at)
  }

  /**
   * Like the product: the ledger's boundaries by the clock, Stripe's automatically, and a sync with Stripe at least
   * daily.
   */
  private pass(ms: number): void {
    for (let left = ms; left > 0; left -= DAY) {
      this.at += Math.min(left, DAY)
      this.post({ type: 'touch' })
      const before = this.till.subscription?.start
      this.till.pass(this.at)
      if (this.till.subscription?.start !== before) this.steps += 1
      this.sync()
    }
  }

  private sync(): void {
    const { till, at } = this
    const { subscription } = till
    if (!subscription) {
      const { allowance } = this.state.account
      this.post({ type: 'terms', allowance, fundedUntil: till.endedAt, spendUntil: till.endedAt })
      return
    }
    const { anchorAt, end, next, cancels } = subscription
    const facts = {
      allowance: subscription.plan.allowance,
      fundedUntil: till.paidUntil,
      partlyFundedUntil: till.paidUntil + GRACE_DAYS * DAY,
      endsAt: cancels ? end : null,
      next: next && { allowance: next.plan.allowance, from: end },
    }
    const { lines } = till
    if (this.known !== till.session) {
      this.known = till.session
      this.begin(firstTerms(lines, facts, anchorAt, at))
      return
    }
    const account = { ...this.state.account, at }
    const paid = paidTerms(account, lines, facts, { anchorAt, end })
    if ('begins' in paid) this.begin(paid.begins)
    else this.post({ type: 'terms', ...paid.terms, cycle: paid.cycle })
  }

  private begin(terms: Terms & { anchorAt: number }) {
    const { key, inputHash, subjectKind, subjectId } = work(0)
    this.post({ type: 'restart', key, inputHash, subjectKind, subjectId, ...terms })
    this.sync()
  }

  private post(command: Command): void {
    const { account, entries } = plan(this.state, [command], this.at)
    if (account.cycleStart !== this.state.account.cycleStart) this.steps += 1
    this.state = { ...this.state, account }
    for (const { kind, amount } of entries)
      if (kind === entryKinds.allowance || kind === entryKinds.topUp) this.granted += amount
  }
}

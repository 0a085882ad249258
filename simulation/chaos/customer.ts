import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { changeAutoTopUpCard } from '@/lib/billing/auto-top-up/card/save-card'
import { disableAutoTopUp, saveAutoTopUp } from '@/lib/billing/auto-top-up/save-auto-top-up'
import { getPack, getPlan } from '@/lib/billing/catalog/catalog'
import { buyPack } from '@/lib/billing/checkout/buy-pack'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { changePlan } from '@/lib/billing/plan-changes/change-plan'
import { previewChange } from '@/lib/billing/plan-changes/preview-change'
import { ensurePlanPrice } from '@/lib/billing/stripe/stripe-prices'
import { cancelPlan, keepPlan, resumePlan } from '@/lib/billing/subscription/keep-plan'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { inputHash, keyId, nilId } from '@/lib/credits/decide/keys'
import { post } from '@/lib/credits/post'
import { AtStripe } from './at-stripe'
import { type Card, cardForm, cardOf, type Order } from './card-form'
import { Dashboard } from './dashboard'
import { OtherProduct } from './other-product'
import type { Step } from './scenario'
import type { StripeEmulator } from './stripe-emulator'

/**
 * A plan change calls Stripe twenty times. If one in five responses fails, hardly one attempt in a hundred succeeds.
 */
const MOST_TRIES = 400

/** Random choices that are not part of the scenario; only with faults on. */
export type FaultChance = {
  /** The tab was closed: the buyer never returns from Stripe's page. */
  tabClosed(): boolean
  /** The same request is sent twice at the same time. */
  doubleClicks(): boolean
}

/**
 * Runs the steps of a scenario with the product's own functions and Stripe's own pages. Returns the outcome in a word.
 */
export class Customer {
  private steps = 0
  private readonly atStripe: AtStripe
  private readonly otherProduct: OtherProduct
  private readonly dashboard: Dashboard

  constructor(
    private readonly stripe: StripeEmulator,
    private readonly ctx: WorkspaceContext,
    private readonly seed: number,
    private readonly chance: FaultChance,
    /** What the product does every minute: someone who was refused tries again after it. */
    private readonly settle: () => Promise<void>,
  ) {
    this.atStripe = new AtStripe(stripe)
    this.otherProduct = new OtherProduct(stripe)
    this.dashboard = new Dashboard(stripe)
  }

  async run(step: Exclude<Step, { do: 'time' }>): Promise<string> {
    this.steps += 1
    switch (step.do) {
      case 'buy':
        return this.buy(step)
      case 'subscribe':
        return this.subscribe(step)
      case 'change':
        return this.change(step)
      case 'change-in-dashboard':
        return this.changeInDashboard(step)
      case 'keep':
        return this.keep()
      case 'cancel':
        return this.insist(async () => (await cancelPlan(this.ctx)).endsAt)
      case 'resume':
        return this.insist(() => resumePlan(this.ctx).then(() => 'resumed'))
      case 'spend':
        return this.spend(step.credits)
      case 'auto-top-up':
        return this.autoTopUp(step)
      case 'auto-top-up-off':
        await disableAutoTopUp(this.ctx)
        return 'off'
      case 'transfer':
        return this.atStripe.transfer(step)
      case 'refund':
        return this.atStripe.refund(step)
      case 'dispute':
        return this.atStripe.dispute(step)
      case 'escalate':
        return this.atStripe.escalate(step.which)
      case 'reverse-dispute':
        return this.atStripe.reverseDispute(step.which)
      case 'fail-refund':
        return this.atStripe.failRefund(step.which)
      case 'fraud-warning':
        return this.atStripe.warnOfFraud(step.which)
      case 'close-dispute':
        return this.atStripe.closeDispute(step)
      case 'pay-overdue':
        return this.atStripe.payOverdue()
      case 'delete-customer':
        return this.atStripe.deleteCustomer()
      case 'other-product':
        return this.otherProduct.sell(this.ctx.workspaceId)
      case 'new-card':
        return this.atStripe.newCard(step.fails)
      default:
        return this.dashboard.run(step)
    }
  }

  /** Retries until Stripe responds. A refusal counts once the product knows everything Stripe knows. */
  private async insist<T>(verb: () => Promise<T>): Promise<T | string> {
    let refused = ''
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        if (!this.chance.doubleClicks()) return await verb()
        const [first, second] = await Promise.allSettled([verb(), verb()])
        if (first.status === 'fulfilled') return first.value
        if (second.status === 'fulfilled') return second.value
        throw first.reason
      } catch (error) {
        if (error instanceof Refusal) {
          if (refused === error.code) return refused
          refused = error.code
          await this.settle()
        } else if (!isOutage(error)) throw error
      }
    }
    throw new Error('Stripe never responded')
  }

  private id(what: string): string {
    const hash = createHash('sha256').update(`${this.seed}:${this.steps}:${what}`).digest('hex')
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  }

  private async buy({ pack: packKey, quantity, pay, order }: Extract<Step, { do: 'buy' }>): Promise<string> {
    const { priceCents: quotedPriceCents, credits: quotedCredits } = await getPack(packKey)
    const purchaseId = this.id('purchase')
    const opened = await this.insist(() =>
      buyPack(this.ctx, { purchaseId, packKey, quantity, quotedPriceCents, quotedCredits }),
    )
    return typeof opened === 'string' ? opened : this.checkOut(opened.url, pay, order)
  }

  private async subscribe({
    plan,
    interval,
    pay,
    order,
  }: Extract<Step, { do: 'subscribe' }>): Promise<string> {
    const { monthlyPriceCents, annualPriceCents } = await getPlan(plan)
    const quotedPriceCents = interval === 'year' ? annualPriceCents : monthlyPriceCents
    const requestId = this.id('subscribe')
    const opened = await this.insist(() =>
      subscribe(this.ctx, { requestId, planKey: plan, interval, quotedPriceCents }),
    )
    return typeof opened === 'string' ? opened : this.checkOut(opened.url, pay, order)
  }

  /** A plan that was never paid for is gone once it is discarded, also when the answer to that was lost. */
  private async keep(): Promise<string> {
    const [before] = await system()
      .select({ reason: subscriptions.unfundedReason })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, this.ctx.workspaceId))
    const outcome = await this.insist(() => keepPlan(this.ctx).then(() => 'kept'))
    const wasDiscarded = outcome === 'subscription.none' && before?.reason === 'first-payment-failed'
    return wasDiscarded ? 'kept' : outcome
  }

  private async autoTopUp({
    pack: packKey,
    packsAMonth,
    thresholdCredits,
    newCard,
    pay,
    order,
  }: Extract<Step, { do: 'auto-top-up' }>): Promise<string> {
    const { credits: quotedCredits, priceCents: quotedPriceCents } = await getPack(packKey)
    const wanted = {
      requestId: this.id('auto top-up'),
      thresholdCredits,
      pack: { packKey, quotedCredits, quotedPriceCents },
      monthlyMax: ((quotedPriceCents * packsAMonth) / 100).toFixed(2),
    }
    const saved = await this.insist(() => saveAutoTopUp(this.ctx, wanted))
    if (typeof saved === 'string') return saved
    if (saved.kind === 'card-needed') return this.checkOut(saved.url, pay, order)
    if (!newCard) return saved.kind
    const requestId = this.id('another card')
    const opened = await this.insist(() => changeAutoTopUpCard(this.ctx, { requestId }))
    return typeof opened === 'string' ? opened : this.checkOut(opened.url, pay, order)
  }

  private async checkOut(
    url: string,
    pay: Card | 'bank' | 'never' | 'fails-later',
    order: Order,
  ): Promise<string> {
    if (pay === 'never') return 'left'
    const isFree = order.code === 'FREE'
    if (
      pay === 'declined-first' &&
      !isFree &&
      (await this.stripe.post(url, cardForm('declined', order))) !== null
    )
      throw new Error('a declined card was accepted')
    const fields =
      pay === 'bank' ? { ...cardForm('good', order), paymentMethod: 'bank' } : cardForm(cardOf(pay), order)
    let back = await this.stripe.post(url, fields)
    if (back?.includes('/c/challenge/')) back = await this.stripe.post(back, { answer: 'complete' })
    const session = back && new URL(back).searchParams.get('session_id')
    if (!session) return 'not paid'
    if (this.chance.tabClosed()) return 'paid'
    const visits = this.chance.doubleClicks() ? 2 : 1
    await Promise.all(Array.from({ length: visits }, () => returnFromCheckout(this.ctx, session)))
    return 'paid'
  }

  private async change({ plan, interval, start }: Extract<Step, { do: 'change' }>): Promise<string> {
    const requestId = this.id('change')
    const preview = await this.insist(() => previewChange(this.ctx, { planKey: plan, interval }))
    if (typeof preview === 'string') return preview
    const { priceCents: quotedPriceCents, chargeCents, prorationAt, newCycle } = preview
    const chosen = start === 'new-cycle' && newCycle ? newCycle : { chargeCents }
    const quoted = { quotedPriceCents, quotedChargeCents: chosen.chargeCents, prorationAt }
    const wanted = { requestId, planKey: plan, interval, ...quoted, start: newCycle ? start : 'prorated' }
    const outcome = await this.insist(() => changePlan(this.ctx, wanted))
    return typeof outcome === 'string' ? outcome : `${wanted.start} ${outcome.kind}`
  }

  /** Prices exist at Stripe once someone viewed them; the product creates them without faults here. */
  private async changeInDashboard({
    plan,
    proration,
  }: Extract<Step, { do: 'change-in-dashboard' }>): Promise<string> {
    const price = await this.stripe.quietly(async () => ensurePlanPrice(await getPlan(plan), 'month'))
    return this.atStripe.changePlan(price, proration)
  }

  private async spend(credits: number): Promise<string> {
    const key = keyId(this.id('spend'))
    const ask = () =>
      post(this.ctx.workspaceId, {
        type: 'charge',
        key,
        inputHash: inputHash([key]),
        credits,
        units: 1,
        action: 1,
        actorId: this.ctx.userId,
        rateVersion: 1,
        subjectKind: 0,
        subjectId: nilId,
      })
    const [outcome] = await Promise.all(this.chance.doubleClicks() ? [ask(), ask()] : [ask()])
    return outcome?.ok ? 'spent' : String(outcome?.code)
  }
}

/** An outage is worth a retry; anything else that Stripe refuses is our fault. */
function isOutage(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError
}

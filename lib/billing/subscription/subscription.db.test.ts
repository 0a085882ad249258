import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { subscribe } from '../checkout/subscribe/subscribe.ts'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { syncPayment } from '../payments/sync-payment.ts'
import { type CycleStart, changePlan } from '../plan-changes/change-plan.ts'
import { previewChange } from '../plan-changes/preview-change.ts'
import { getBillingGlance } from '../statement/billing-glance.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { cancelPlan, keepPlan, resumePlan } from './keep-plan.ts'
import { syncSubscription } from './sync-subscription.ts'

let local: TestStripe
const DAY = 86_400

beforeAll(async () => {
  local = await startLocalStripe()
  await system().execute(sql`insert into time_machine default values`)
})
afterAll(() => stopLocalStripe(local))

/** Advances the time of the product and of Stripe. */
async function pass(days: number) {
  await control(local.url, 'clock/advance', { seconds: days * DAY })
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + ${days * DAY}`)
}

const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
const prices: Record<string, number> = {
  starter: 4_900,
  growth: 14_900,
  scale: 39_900,
  essentials: 2_900,
  agency: 9_900,
}
const priceOf = (planKey: string, interval: BillingInterval) =>
  (prices[planKey] ?? 0) * (interval === 'year' ? 10 : 1)

async function subscribed(planKey: string, interval: BillingInterval = 'month') {
  const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
  const quotedPriceCents = priceOf(planKey, interval)
  const { url } = await subscribe(ctx, { requestId: randomUUID(), planKey, interval, quotedPriceCents })
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  expect(await returnFromCheckout(ctx, session)).toContain('subscribed')
  const { stripeCustomerId, stripeSubscriptionId } = await subscriptionOf(ctx.workspaceId)
  return { ctx, customer: stripeCustomerId ?? '', subscription: stripeSubscriptionId ?? '' }
}

it('R24: the overview shows the next charge as Stripe previews it, and the last invoice', async () => {
  const { ctx } = await subscribed('starter')
  const { currentPeriodEnd } = await subscriptionOf(ctx.workspaceId)
  expect(await getBillingGlance(ctx)).toMatchObject({
    nextCharge: { amountCents: 4_900, currency: 'usd', at: currentPeriodEnd?.toISOString() },
    lastInvoice: { amountCents: 4_900, status: 'paid', href: expect.stringContaining('http') },
  })
  await cancelPlan(ctx)
  expect(await getBillingGlance(ctx)).toMatchObject({ nextCharge: null, lastInvoice: { status: 'paid' } })
  await resumePlan(ctx)
  expect((await getBillingGlance(ctx)).nextCharge).not.toBeNull()
  const trial = await makeSubscriber('trial', 100, { status: 'trialing' })
  expect(await getBillingGlance(trial)).toEqual({ nextCharge: null, lastInvoice: null })
})

/** Previews a change and confirms it, as the page does. */
async function change(
  ctx: WorkspaceContext,
  planKey: string,
  interval: BillingInterval = 'month',
  start: CycleStart = 'prorated',
) {
  const preview = await previewChange(ctx, { planKey, interval })
  const confirmed = {
    requestId: randomUUID(),
    planKey,
    interval,
    quotedPriceCents: preview.priceCents,
    quotedChargeCents: (start === 'new-cycle' && preview.newCycle?.chargeCents) || preview.chargeCents,
    prorationAt: preview.prorationAt,
    start,
  }
  return { preview, confirmed, outcome: await changePlan(ctx, confirmed) }
}

async function useCard(customer: string, subscription: string, card: string) {
  const { id } = await local.stripe.paymentMethods.attach(card, { customer })
  await local.stripe.subscriptions.update(subscription, { default_payment_method: id })
}

describe('R17: changing the plan', () => {
  it('adds the difference once for an upgrade, a scheduled downgrade and another upgrade', async () => {
    const { ctx } = await subscribed('starter')
    const { preview, outcome } = await change(ctx, 'growth')
    expect(preview).toMatchObject({ when: 'now', chargeCents: 10_000, creditsAdded: 1_500 })
    expect(outcome).toEqual({ kind: 'changed' })
    expect(await left(ctx)).toBe(2_000)
    const down = await change(ctx, 'starter')
    expect(down.preview).toMatchObject({ when: 'period-end', chargeCents: 0, creditsAdded: 0 })
    expect(down.outcome.kind).toBe('scheduled')
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      pendingPlanKey: 'starter',
      planKey: 'growth',
    })
    await keepPlan(ctx)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: null, planKey: 'growth' })
    expect(await left(ctx)).toBe(2_000)
    await change(ctx, 'starter')
    expect((await change(ctx, 'scale')).preview.creditsAdded).toBe(4_000)
    expect(await left(ctx)).toBe(6_000)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: null, planKey: 'scale' })
  })

  it('repeated changes in Stripe grant no credits twice', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await change(ctx, 'growth')
    const { data } = await local.stripe.subscriptionItems.list({ subscription })
    const { data: found } = await local.stripe.prices.list({
      lookup_keys: ['plan_starter_month', 'plan_growth_month'],
    })
    for (const price of [...found, ...found]) {
      const items = [{ id: data[0]?.id, price: price.id }]
      await local.stripe.subscriptions.update(subscription, { items, proration_behavior: 'none' })
      await syncSubscription(customer)
    }
    expect(await left(ctx)).toBe(2_000)
  })

  it('a repeated confirmation charges once; a wrong amount or an old preview changes nothing', async () => {
    const { ctx, customer } = await subscribed('starter')
    const preview = await previewChange(ctx, { planKey: 'growth', interval: 'month' })
    const input = {
      requestId: randomUUID(),
      planKey: 'growth',
      interval: 'month' as const,
      quotedPriceCents: preview.priceCents,
      quotedChargeCents: preview.chargeCents,
      prorationAt: preview.prorationAt,
      start: 'prorated' as const,
    }
    const refused = [
      { quotedChargeCents: 1 },
      { quotedPriceCents: 1 },
      { prorationAt: preview.prorationAt + 20 * DAY },
      { prorationAt: preview.prorationAt - DAY },
    ]
    for (const wrong of refused) {
      await expect(changePlan(ctx, { ...input, ...wrong })).rejects.toMatchObject({ code: 'price.changed' })
    }
    expect(await changePlan(ctx, input)).toEqual({ kind: 'changed' })
    expect(await changePlan(ctx, input)).toEqual({ kind: 'changed' })
    const { data } = await local.stripe.invoices.list({ customer })
    expect(data.map(({ amount_paid }) => amount_paid)).toEqual([10_000, 4_900])
    await expect(change(ctx, 'growth')).rejects.toMatchObject({ code: 'plan.same' })
    await expect(change(ctx, 'trial')).rejects.toMatchObject({ code: 'plan.unknown' })
  })

  it('R28: authentication takes place on the page of the invoice; nothing changes before', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await useCard(customer, subscription, 'pm_card_authenticationRequired')
    const { outcome, confirmed } = await change(ctx, 'growth')
    expect(outcome).toMatchObject({ kind: 'payment-needed', url: expect.stringContaining('/i/in_') })
    expect(await changePlan(ctx, confirmed)).toEqual(outcome)
    expect(await left(ctx)).toBe(500)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      planKey: 'starter',
      status: 'active',
      pendingPlanKey: 'growth',
      pendingFrom: null,
    })
    await postForm(outcome.kind === 'payment-needed' ? outcome.url : '')
    await syncSubscription(customer)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      planKey: 'growth',
      pendingPlanKey: null,
      openInvoiceUrl: null,
    })
    expect(await left(ctx)).toBe(2_000)
  })

  it('a declined upgrade can be canceled and leaves nothing behind', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await useCard(customer, subscription, 'pm_card_chargeCustomerFail')
    expect((await change(ctx, 'growth')).outcome.kind).toBe('payment-needed')
    await keepPlan(ctx)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      planKey: 'starter',
      status: 'active',
      pendingPlanKey: null,
      openInvoiceUrl: null,
    })
    expect(await left(ctx)).toBe(500)
  })

  it('switching to limits and back keeps counts and grants', async () => {
    const { ctx } = await subscribed('starter')
    const { cycleStart } = await readAccount(ctx.workspaceId)
    expect((await change(ctx, 'agency')).preview).toMatchObject({
      when: 'now',
      mode: 'limits',
      creditsAdded: 0,
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ cycleStart, allowance: 0, granted: 500 })
    expect((await change(ctx, 'growth')).preview).toMatchObject({ when: 'now', creditsAdded: 1_500 })
    expect(await left(ctx)).toBe(2_000)
  })

  it('R14: switching to yearly billing is immediate, and the monthly reset stays on its day', async () => {
    const { ctx } = await subscribed('starter')
    const { cycleEnd, anchorAt } = await readAccount(ctx.workspaceId)
    const { preview, outcome } = await change(ctx, 'starter', 'year')
    expect(outcome).toEqual({ kind: 'changed' })
    expect(preview.chargeCents).toBeGreaterThan(44_000)
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ cycleEnd, anchorAt })
    expect((await change(ctx, 'starter')).preview.when).toBe('period-end')
    expect(await left(ctx)).toBe(500)
  })
})

describe('R28: ending and resuming', () => {
  it('ends with the paid period and can be resumed repeatedly until then', async () => {
    const { ctx } = await subscribed('growth')
    const { endsAt } = await cancelPlan(ctx)
    expect(await cancelPlan(ctx)).toEqual({ endsAt })
    const { spendUntil } = await readAccount(ctx.workspaceId)
    expect(new Date(spendUntil ?? 0).toISOString()).toBe(endsAt)
    await expect(change(ctx, 'scale')).rejects.toMatchObject({ code: 'plan.ending' })
    await resumePlan(ctx)
    await resumePlan(ctx)
    expect((await readAccount(ctx.workspaceId)).spendUntil).toBeNull()
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ cancelAtPeriodEnd: false, endsAt: null })
  })

  it('R28: a second checkout closes the first, so no one subscribes twice', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const wanted = {
      planKey: 'growth',
      interval: 'month' as const,
      quotedPriceCents: priceOf('growth', 'month'),
    }
    const first = await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    const second = await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    const late = await postForm(first.url)
    expect(late.headers.get('location') ?? '').not.toContain('session_id')
    const paid = await postForm(second.url)
    const session = new URL(paid.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
    await Promise.all([returnFromCheckout(ctx, session), returnFromCheckout(ctx, session)])
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    expect((await local.stripe.subscriptions.list({ customer, status: 'all' })).data).toHaveLength(1)
    expect(await left(ctx)).toBe(2_000)
    const again = subscribe(ctx, { requestId: randomUUID(), ...wanted })
    await expect(again).rejects.toMatchObject({ code: 'subscription.exists' })
  })

  it('R18: a refunded plan payment removes no credits and is reported, by event or reconciliation', async () => {
    const { ctx, customer } = await subscribed('growth')
    const found = async () =>
      (await openDiscrepancies())
        .filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
        .map(({ kind, what }) => ({ kind, what }))
    const [charge] = (await local.stripe.charges.list({ customer })).data
    await local.stripe.refunds.create({ charge: charge?.id ?? '', amount: 4_900 })
    await reconcile(1)
    expect(await found()).toEqual([
      {
        kind: 'plan-money-back',
        what: expect.stringContaining("$49 of a plan's payment of $149 was refunded"),
      },
    ])
    expect(await left(ctx)).toBe(2_000)
    await control(local.url, 'disputes', { charge: charge?.id })
    await syncPayment(charge?.id ?? '')
    expect(await found()).toMatchObject([{ what: expect.stringContaining('is disputed') }])
    expect(await left(ctx)).toBe(2_000)
  })

  it('R35: a workspace without a subscription changes nothing', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    for (const verb of [cancelPlan, resumePlan, keepPlan])
      await expect(verb(ctx)).rejects.toMatchObject({ code: 'subscription.none' })
  })
})

describe('as time passes', () => {
  it('a downgrade starts with its cycle even if its webhook is late', async () => {
    const { ctx, customer } = await subscribed('growth')
    await change(ctx, 'starter')
    await pass(32)
    // The grace share of the smaller plan, until the payment arrives (R19).
    const { cycleStart, cycleEnd } = await readAccount(ctx.workspaceId)
    expect(await left(ctx)).toBe(Math.ceil((500 * 7 * DAY * 1_000) / (cycleEnd - cycleStart)))
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(500)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ planKey: 'starter', pendingPlanKey: null })
  })

  it('R14: with yearly billing, the allowance is monthly and ends with the year', async () => {
    const { ctx, customer } = await subscribed('growth', 'year')
    await cancelPlan(ctx)
    for (const month of [1, 2, 3]) {
      await pass(31)
      expect(await left(ctx), `month ${month}`).toBe(2_000)
    }
    await pass(300)
    await syncSubscription(customer)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'canceled' })
    const { spendUntil, at } = await readAccount(ctx.workspaceId)
    expect(spendUntil).toBeLessThan(at)
  })
})

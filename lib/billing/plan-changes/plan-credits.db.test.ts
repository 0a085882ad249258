import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { getPlan } from '../catalog/catalog.ts'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { subscribe } from '../checkout/subscribe/subscribe.ts'
import { getStatementPage } from '../statement/statement.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { type CycleStart, changePlan } from './change-plan.ts'
import { previewChange } from './preview-change.ts'

let local: TestStripe
const HOUR = 3_600

beforeAll(async () => {
  local = await startLocalStripe()
  await system().execute(sql`insert into time_machine default values`)
})
afterAll(() => stopLocalStripe(local))

/** Advances the time of the product and of Stripe. */
async function pass(seconds: number) {
  await control(local.url, 'clock/advance', { seconds })
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + ${seconds}`)
}

const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))

/** Advances to this many seconds before the current cycle ends; negative for after it. */
async function passTo(ctx: WorkspaceContext, secondsBeforeEnd: number) {
  const { at, cycleEnd } = await readAccount(ctx.workspaceId)
  await pass(Math.round((cycleEnd - at) / 1000) - secondsBeforeEnd)
}

async function subscribed(planKey: string, interval: BillingInterval = 'month') {
  const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
  const { monthlyPriceCents, annualPriceCents } = await getPlan(planKey)
  const quotedPriceCents = interval === 'year' ? annualPriceCents : monthlyPriceCents
  const { url } = await subscribe(ctx, { requestId: randomUUID(), planKey, interval, quotedPriceCents })
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await returnFromCheckout(ctx, session)
  const { stripeCustomerId, stripeSubscriptionId } = await subscriptionOf(ctx.workspaceId)
  return { ctx, customer: stripeCustomerId ?? '', subscription: stripeSubscriptionId ?? '' }
}

/** Previews a change and confirms it, as the page does. */
async function change(
  ctx: WorkspaceContext,
  planKey: string,
  interval: BillingInterval = 'month',
  start: CycleStart = 'prorated',
) {
  const preview = await previewChange(ctx, { planKey, interval })
  const quotedChargeCents = start === 'new-cycle' ? (preview.newCycle?.chargeCents ?? 0) : preview.chargeCents
  const { priceCents: quotedPriceCents, prorationAt } = preview
  const quoted = { quotedPriceCents, quotedChargeCents, prorationAt }
  const outcome = await changePlan(ctx, { requestId: randomUUID(), planKey, interval, ...quoted, start })
  return { preview, outcome }
}

async function changeInDashboard(
  { customer, subscription }: { customer: string; subscription: string },
  planKey: string,
  proration_behavior: 'always_invoice' | 'create_prorations' | 'none',
) {
  const { data } = await local.stripe.subscriptionItems.list({ subscription })
  const { data: prices } = await local.stripe.prices.list({ lookup_keys: [`plan_${planKey}_month`] })
  const items = [{ id: data[0]?.id, price: prices[0]?.id }]
  await local.stripe.subscriptions.update(subscription, { items, proration_behavior })
  await syncSubscription(customer)
}

/** The remaining share of the current cycle, rounded up to a whole credit. */
async function shareOf(ctx: WorkspaceContext, credits: number, prorationAt: number) {
  const { cycleStart, cycleEnd } = await readAccount(ctx.workspaceId)
  return Math.ceil((credits * (cycleEnd - prorationAt * 1000)) / (cycleEnd - cycleStart))
}

describe('R17: an upgrade adds the paid share', () => {
  it('R17: in the middle of a cycle as previewed, and the full allowance with the next cycle', async () => {
    const { ctx, customer } = await subscribed('starter')
    await pass(12 * 24 * HOUR)
    const { preview } = await change(ctx, 'scale')
    const added = await shareOf(ctx, 5_500, preview.prorationAt)
    expect(preview).toMatchObject({ creditsAdded: added, deferredCents: 0 })
    expect(added).toBeLessThan(5_500)
    expect(Math.abs(added / 5_500 - preview.chargeCents / 35_000)).toBeLessThan(0.001)
    expect(await left(ctx)).toBe(500 + added)
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(500 + added)
    const { rows } = await getStatementPage(ctx)
    expect(rows[0]).toMatchObject({ what: 'Plan change: prorated allowance', amountCredits: added })
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(6_000)
  })

  it('R17: half an hour before the renewal it costs cents and adds a few credits when paid', async () => {
    const { ctx, customer } = await subscribed('starter')
    await passTo(ctx, HOUR / 2)
    const { preview } = await change(ctx, 'scale')
    expect(preview).toMatchObject({ chargeCents: 0, creditsAdded: 0 })
    expect(preview.deferredCents).toBeLessThan(50)
    expect(preview.creditsLater).toBe(await shareOf(ctx, 5_500, preview.prorationAt))
    expect(preview.creditsLater).toBeLessThan(10)
    expect(await left(ctx)).toBe(500)
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    const [renewal] = (await local.stripe.invoices.list({ customer })).data
    expect(renewal).toMatchObject({ status: 'paid', amount_paid: 39_900 + preview.deferredCents })
    expect(await left(ctx)).toBe(6_000 + preview.creditsLater)
  })

  it('R17: with yearly billing, the share is of the month, and later months give the full allowance', async () => {
    const { ctx, customer } = await subscribed('starter', 'year')
    await pass(40 * 24 * HOUR)
    expect(await left(ctx)).toBe(500)
    const { preview } = await change(ctx, 'growth', 'year')
    const added = await shareOf(ctx, 1_500, preview.prorationAt)
    expect(preview).toMatchObject({ creditsAdded: added, newCycle: null })
    expect(await left(ctx)).toBe(500 + added)
    await passTo(ctx, -1)
    expect(await left(ctx)).toBe(2_000)
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(2_000)
  })

  it('R17: to monthly limits and back in the middle of the cycle', async () => {
    const { ctx } = await subscribed('starter')
    await pass(10 * 24 * HOUR)
    await change(ctx, 'agency')
    expect(await left(ctx)).toBe(500)
    const { preview } = await change(ctx, 'growth')
    const share = await shareOf(ctx, 1_000_000, preview.prorationAt)
    const due = 500 + Math.ceil((2_000 * share) / 1_000_000) - Math.ceil((500 * share) / 1_000_000)
    expect(Math.abs((await left(ctx)) - due)).toBeLessThanOrEqual(1)
    expect(await left(ctx)).toBe(500 + preview.creditsAdded)
  })

  it('R17: a scheduled change and two concurrent upgrades add only what was paid', async () => {
    const { ctx, customer } = await subscribed('growth')
    await pass(15 * 24 * HOUR)
    await change(ctx, 'starter')
    const preview = await previewChange(ctx, { planKey: 'scale', interval: 'month' })
    const { priceCents: quotedPriceCents, chargeCents: quotedChargeCents, prorationAt } = preview
    const ask = () =>
      changePlan(ctx, {
        ...{ requestId: randomUUID(), planKey: 'scale', interval: 'month', start: 'prorated' },
        ...{ quotedPriceCents, quotedChargeCents, prorationAt },
      })
    await Promise.allSettled([ask(), ask()])
    await syncSubscription(customer)
    expect(preview.creditsAdded).toBe(await shareOf(ctx, 4_000, prorationAt))
    expect(await left(ctx)).toBe(2_000 + preview.creditsAdded)
  })
})

describe('R17: changes made in the Stripe dashboard', () => {
  it('R17: without proration nothing is added before the next cycle', async () => {
    const subscriber = await subscribed('starter')
    await change(subscriber.ctx, 'growth')
    await passTo(subscriber.ctx, -2 * HOUR)
    await pass(10 * 24 * HOUR)
    await changeInDashboard(subscriber, 'scale', 'none')
    expect(await left(subscriber.ctx)).toBe(2_000)
    await passTo(subscriber.ctx, -2 * HOUR)
    await syncSubscription(subscriber.customer)
    expect(await left(subscriber.ctx)).toBe(6_000)
  })

  it('R17: adds the share when billed immediately, or with the payment of the next invoice', async () => {
    const subscriber = await subscribed('starter')
    const { ctx, customer } = subscriber
    await change(ctx, 'growth')
    await pass(15 * 24 * HOUR)
    const half = async (credits: number) =>
      shareOf(ctx, credits, Math.floor((await readAccount(ctx.workspaceId)).at / 1000))
    const share = await half(4_000)
    await changeInDashboard(subscriber, 'scale', 'create_prorations')
    expect(await left(ctx)).toBe(2_000)
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    expect(Math.abs((await left(ctx)) - 6_000 - share)).toBeLessThanOrEqual(1)
  })

  it('R17: a credited downgrade removes nothing now and is offset by later cycles', async () => {
    const subscriber = await subscribed('starter')
    const { ctx, customer } = subscriber
    await change(ctx, 'growth')
    await changeInDashboard(subscriber, 'starter', 'always_invoice')
    expect(await left(ctx)).toBe(2_000)
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    const [renewal] = (await local.stripe.invoices.list({ customer })).data
    expect(renewal).toMatchObject({ amount_paid: 0 })
    expect(await left(ctx)).toBeLessThan(5)
  })

  it('R17: a quantity above one counts as often as it was paid', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await pass(10 * 24 * HOUR)
    const { data } = await local.stripe.subscriptionItems.list({ subscription })
    const items = [{ id: data[0]?.id, quantity: 3 }]
    const proration_date = Math.floor((await readAccount(ctx.workspaceId)).at / 1000)
    await local.stripe.subscriptions.update(subscription, {
      ...{ items, proration_date, proration_behavior: 'always_invoice' },
    })
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(500 + (await shareOf(ctx, 1_000, proration_date)))
  })

  it('R17, R19: a paid upgrade adds its share while the renewal is unpaid', async () => {
    const subscriber = await subscribed('starter')
    const { ctx, customer, subscription } = subscriber
    await change(ctx, 'growth')
    await changeInDashboard(subscriber, 'starter', 'none')
    const bad = await local.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await local.stripe.subscriptions.update(subscription, { default_payment_method: bad.id })
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    const before = await left(ctx)
    expect((await subscriptionOf(ctx.workspaceId)).status).toBe('past_due')
    await expect(change(ctx, 'growth')).rejects.toMatchObject({ code: 'payment.overdue' })
    const good = await local.stripe.paymentMethods.attach('pm_card_visa', { customer })
    await local.stripe.subscriptions.update(subscription, { default_payment_method: good.id })
    await changeInDashboard(subscriber, 'growth', 'always_invoice')
    const added = (await left(ctx)) - before
    expect(added).toBeGreaterThan(1_480)
    expect(added).toBeLessThanOrEqual(1_500)
  })
})

describe('R17: a new cycle today', () => {
  it('R17: grants the full new allowance for the full price, starting today', async () => {
    const { ctx, customer } = await subscribed('starter')
    await pass(20 * 24 * HOUR)
    await post(ctx.workspaceId, charge(470))
    const { anchorAt } = await readAccount(ctx.workspaceId)
    const { preview, outcome } = await change(ctx, 'growth', 'month', 'new-cycle')
    expect(preview.newCycle).toMatchObject({ chargeCents: 14_900, creditsAdded: 2_000, creditsExpiring: 30 })
    expect(outcome).toEqual({ kind: 'changed' })
    const account = await readAccount(ctx.workspaceId)
    expect(account).toMatchObject({ allowanceLeft: 2_000, granted: 2_000 })
    expect(account.anchorAt).toBeGreaterThan(anchorAt)
    expect(account.cycleStart).toBe(account.anchorAt)
    expect(account.cycleEnd).toBe(
      Date.parse((await subscriptionOf(ctx.workspaceId)).currentPeriodEnd?.toISOString() ?? ''),
    )
    for (let times = 0; times < 3; times += 1) await syncSubscription(customer)
    expect(await left(ctx)).toBe(2_000)
    const { data } = await local.stripe.invoices.list({ customer })
    expect(data.map(({ amount_paid }) => amount_paid)).toEqual([14_900, 4_900])
    await passTo(ctx, -2 * HOUR)
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(2_000)
  })

  it('R17: grants less, as previewed, when a credit pays part of it', async () => {
    const subscriber = await subscribed('starter')
    const { ctx } = subscriber
    await change(ctx, 'growth')
    await changeInDashboard(subscriber, 'starter', 'always_invoice')
    await pass(3 * 24 * HOUR)
    const { preview } = await change(ctx, 'growth', 'month', 'new-cycle')
    expect(preview.newCycle?.chargeCents).toBeLessThan(5_000)
    expect(preview.newCycle?.creditsAdded).toBeLessThan(510)
    expect((await readAccount(ctx.workspaceId)).granted).toBe(preview.newCycle?.creditsAdded)
    expect(await left(ctx)).toBe(preview.newCycle?.creditsAfter)
  })

  it('R17: starts nothing before it is paid on the page of its invoice', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await pass(5 * 24 * HOUR)
    const { id } = await local.stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer })
    await local.stripe.subscriptions.update(subscription, { default_payment_method: id })
    const { outcome } = await change(ctx, 'growth', 'month', 'new-cycle')
    expect(outcome.kind).toBe('payment-needed')
    expect(await left(ctx)).toBe(500)
    await postForm(outcome.kind === 'payment-needed' ? outcome.url : '')
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(2_000)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ planKey: 'growth', pendingPlanKey: null })
  })

  it('R17: is offered for a more expensive monthly plan with credits, at the quoted price', async () => {
    const { ctx } = await subscribed('growth')
    const offers = await Promise.all(
      [
        { planKey: 'scale', interval: 'month' as const },
        { planKey: 'scale', interval: 'year' as const },
        { planKey: 'starter', interval: 'month' as const },
      ].map((wanted) => previewChange(ctx, wanted)),
    )
    expect(offers.map(({ newCycle }) => newCycle?.chargeCents ?? null)).toEqual([39_900, null, null])
    const [preview] = offers
    const input = {
      ...{ requestId: randomUUID(), planKey: 'scale', interval: 'month' as const, quotedPriceCents: 39_900 },
      ...{ prorationAt: preview?.prorationAt ?? 0, start: 'new-cycle' as const },
    }
    await expect(changePlan(ctx, { ...input, quotedChargeCents: 25_000 })).rejects.toMatchObject({
      code: 'price.changed',
    })
    expect(await left(ctx)).toBe(2_000)
  })
})

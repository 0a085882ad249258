import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readAccount } from '@/lib/credits/read/read'
import { stopLocalStripe } from '@/local/test/local-stripe'
import {
  DAY,
  leftOf,
  pass,
  passCycle,
  payWith,
  planPrice,
  startStripeWithClock,
  subscribed,
} from '@/local/test/subscribers'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { getCreditsSummary } from '../summary.ts'
import { subscriptionOf } from '../testing.ts'
import { resumePlan } from './keep-plan.ts'
import { getPlanStanding } from './plan-standing.ts'
import { syncSubscription } from './sync-subscription.ts'

let local: TestStripe
let stripe: Stripe

beforeAll(async () => {
  local = await startStripeWithClock()
  stripe = local.stripe
})
beforeEach(() => control(local.url, 'settings', { afterRetries: 'past_due', bankDebits: false }))
afterAll(() => stopLocalStripe(local))

describe("R28: changes made in Stripe's dashboard and portal", () => {
  const itemOf = async (subscription: string) =>
    (await stripe.subscriptions.retrieve(subscription)).items.data[0]?.id ?? ''

  it('R19: with pending prorations and a declined renewal, paid until is the renewal', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await subscribed('growth')
    const { cycleEnd } = await readAccount(ctx.workspaceId)
    await pass(local, 10 * DAY)
    const items = [{ id: await itemOf(subscription), price: await planPrice(stripe, 'growth') }]
    await stripe.subscriptions.update(subscription, { items, proration_behavior: 'create_prorations' })
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    await passCycle(local, ctx)
    await syncSubscription(customer)
    const row = await subscriptionOf(ctx.workspaceId)
    expect(row).toMatchObject({ status: 'past_due', planKey: 'growth' })
    expect(row.paidUntil?.getTime()).toBe(cycleEnd)
    expect((await getPlanStanding(ctx)).graceEndsAt).toBe(new Date(cycleEnd + 7 * DAY * 1_000).toISOString())
  })

  it('a cancellation in the portal with flexible billing ends the plan on its date and can be undone', async () => {
    const { ctx, customer, subscription: old } = await subscribed('starter')
    await stripe.subscriptions.cancel(old)
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price: await planPrice(stripe, 'starter') }],
      default_payment_method: method,
      billing_mode: { type: 'flexible' },
    })
    await stripe.subscriptions.update(made.id, { cancel_at_period_end: true })
    expect((await stripe.subscriptions.retrieve(made.id)).cancel_at_period_end).toBe(false)
    await syncSubscription(customer)
    const { cycleEnd, spendUntil } = await readAccount(ctx.workspaceId)
    expect(spendUntil).toBe(cycleEnd)
    expect((await getPlanStanding(ctx)).endsAt).toBe(new Date(cycleEnd).toISOString())
    expect((await getCreditsSummary(ctx)).plan.cancelAtPeriodEnd).toBe(true)
    await resumePlan(ctx)
    expect((await readAccount(ctx.workspaceId)).spendUntil).toBeNull()
    await stripe.subscriptions.update(made.id, { cancel_at_period_end: true })
    await syncSubscription(customer)
    await passCycle(local, ctx)
    await reconcile(3)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'canceled' })
    expect(await leftOf(ctx)).toBe(0)
  })

  it('a schedule that cancels after its last phase ends the plan and can be undone', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription })
    await stripe.subscriptionSchedules.update(id, { end_behavior: 'cancel' })
    await syncSubscription(customer)
    const { cycleEnd, spendUntil } = await readAccount(ctx.workspaceId)
    expect(spendUntil).toBe(cycleEnd)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: null })
    await resumePlan(ctx)
    expect((await readAccount(ctx.workspaceId)).spendUntil).toBeNull()
  })

  it('reads schedules whose next phases repeat the plan, change its quantity or leave our plans', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const { id, phases } = await stripe.subscriptionSchedules.create({ from_subscription: subscription })
    const [now] = phases
    const starter = await planPrice(stripe, 'starter')
    const product = await stripe.products.create({ name: 'Consulting' })
    const recurring = { interval: 'month' } as const
    const foreign = await stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 1,
      recurring,
    })
    const setPhases = (...next: { price: string; quantity: number }[]) =>
      stripe.subscriptionSchedules.update(id, {
        phases: [
          { items: [{ price: starter, quantity: 1 }], start_date: now?.start_date, end_date: now?.end_date },
          ...next.map((item) => ({ items: [item], duration: { interval: 'month' as const } })),
        ],
      })
    const pending = async () => {
      await syncSubscription(customer)
      const { pendingPlanKey, pendingFrom } = await subscriptionOf(ctx.workspaceId)
      return [pendingPlanKey, pendingFrom?.getTime() ?? null]
    }
    const { cycleEnd } = await readAccount(ctx.workspaceId)
    await setPhases({ price: starter, quantity: 1 })
    expect(await pending()).toEqual([null, null])
    await setPhases({ price: foreign.id, quantity: 1 })
    expect(await pending()).toEqual([null, null])
    await setPhases({ price: starter, quantity: 2 })
    expect(await pending()).toEqual(['starter', cycleEnd])
  })

  it('a quantity of two gives twice the allowance from the renewal that pays for it', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const items = [{ id: await itemOf(subscription), quantity: 2 }]
    await stripe.subscriptions.update(subscription, { items, proration_behavior: 'none' })
    await passCycle(local, ctx)
    await reconcile(3)
    expect(await leftOf(ctx)).toBe(1_000)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ priceCents: 9_800, allowanceCredits: 1_000 })
    await stripe.subscriptions.update(subscription, {
      items: [{ id: await itemOf(subscription), quantity: 1 }],
      proration_behavior: 'none',
    })
    await syncSubscription(customer)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ priceCents: 4_900, allowanceCredits: 500 })
  })
})

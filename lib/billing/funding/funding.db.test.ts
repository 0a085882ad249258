import { randomUUID } from 'node:crypto'
import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readAccount } from '@/lib/credits/read/read'
import { stopLocalStripe } from '@/local/test/local-stripe'
import {
  DAY,
  grantedTo,
  HOUR,
  invoicesOf,
  leftOf,
  pass,
  passCycle,
  payWith,
  planPrice,
  shareOfGrace,
  startStripeWithClock,
  subscribed,
} from '@/local/test/subscribers'
import { changePlan } from '../plan-changes/change-plan.ts'
import { previewChange } from '../plan-changes/preview-change.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { getCreditsSummary } from '../summary.ts'
import { subscriptionOf } from '../testing.ts'

let local: TestStripe
let stripe: Stripe

beforeAll(async () => {
  local = await startStripeWithClock()
  stripe = local.stripe
})
beforeEach(() => control(local.url, 'settings', { afterRetries: 'past_due', bankDebits: false }))
afterAll(() => stopLocalStripe(local))

describe('R19: past due', () => {
  it('starts a cycle with the grace share, adds the rest once on payment, then nothing until paid', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const before = await grantedTo(ctx)
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    await passCycle(local, ctx)
    await syncSubscription(customer)
    const share = await shareOfGrace(ctx, 500)
    expect(await leftOf(ctx)).toBe(share)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      status: 'past_due',
      openInvoiceUrl: expect.stringContaining('/i/in_'),
    })
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({
      spending: 'overdue',
      creditsOnPayment: 500 - share,
    })
    const preview = { requestId: randomUUID(), planKey: 'growth', interval: 'month' as const }
    const quoted = { quotedPriceCents: 14_900, quotedChargeCents: 1, prorationAt: 1 }
    await expect(changePlan(ctx, { ...preview, ...quoted })).rejects.toMatchObject({
      code: 'payment.overdue',
    })
    await payWith(stripe, { customer, subscription }, 'pm_card_visa')
    await stripe.invoices.pay((await invoicesOf(stripe, subscription))[0]?.id ?? '')
    for (let times = 0; times < 3; times += 1) await syncSubscription(customer)
    expect(await leftOf(ctx)).toBe(500)
    expect(await grantedTo(ctx)).toBe(before + 500)
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    await passCycle(local, ctx)
    await reconcile(90)
    await passCycle(local, ctx)
    await reconcile(90)
    expect(await leftOf(ctx)).toBe(0)
    await payWith(stripe, { customer, subscription }, 'pm_card_visa')
    for (const { id, status } of await invoicesOf(stripe, subscription))
      if (status === 'open') await stripe.invoices.pay(id ?? '')
    await reconcile(90)
    expect(await leftOf(ctx)).toBe(500)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'active', openInvoiceUrl: null })
  })

  it('adds the rest without a gap when a late renewal is paid', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const { cycleEnd, at } = await readAccount(ctx.workspaceId)
    await pass(local, Math.ceil((cycleEnd - at) / 1_000) + 60)
    const [draft] = await invoicesOf(stripe, subscription)
    await stripe.invoices.update(draft?.id ?? '', { auto_advance: false })
    await syncSubscription(customer)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({
      unfunded: 'renewal-processing',
      spending: 'open',
    })
    expect(await leftOf(ctx)).toBe(await shareOfGrace(ctx, 500))
    await pass(local, 2 * HOUR)
    await stripe.invoices.pay(draft?.id ?? '')
    await syncSubscription(customer)
    expect(await leftOf(ctx)).toBe(500)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ unfunded: null, creditsOnPayment: 0 })
  })

  it('R3: a limits plan has a share of its limits until it is paid', async () => {
    const { ctx, customer, subscription } = await subscribed('agency')
    expect((await getCreditsSummary(ctx)).meters?.[0]).toMatchObject({ metric: 'reports', limit: 40 })
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    await passCycle(local, ctx)
    await syncSubscription(customer)
    const share = await shareOfGrace(ctx, 40)
    expect((await getCreditsSummary(ctx)).meters?.[0]).toMatchObject({ metric: 'reports', limit: share })
    await passCycle(local, ctx)
    expect((await getCreditsSummary(ctx)).meters?.[0]).toMatchObject({ limit: 0 })
  })
})

describe('R19: active in Stripe but unpaid', () => {
  it.each(['keep_as_draft', 'mark_uncollectible', 'void'] as const)(
    'collection paused with %s funds nothing; resuming and paying funds immediately',
    async (behavior) => {
      const { ctx, customer, subscription } = await subscribed('starter')
      await stripe.subscriptions.update(subscription, { pause_collection: { behavior } })
      await reconcile(3)
      expect((await getCreditsSummary(ctx)).plan.unfunded).toBe('collection-paused')
      const wanted = { planKey: 'growth', interval: 'month' as const }
      await expect(previewChange(ctx, wanted)).rejects.toMatchObject({ code: 'plan.paused' })
      expect(await leftOf(ctx)).toBe(500)
      for (const _month of [1, 2]) {
        await passCycle(local, ctx)
        await reconcile(3)
        expect(await leftOf(ctx)).toBe(0)
      }
      await stripe.subscriptions.update(subscription, { pause_collection: '' })
      const [unpaid] = await invoicesOf(stripe, subscription)
      if (unpaid?.status === 'void') {
        await syncSubscription(customer)
        expect(await leftOf(ctx)).toBe(0)
        expect((await getCreditsSummary(ctx)).plan.unfunded).toBe('written-off')
        await passCycle(local, ctx)
      } else await stripe.invoices.pay(unpaid?.id ?? '')
      await syncSubscription(customer)
      expect(await leftOf(ctx)).toBe(500)
      expect((await getCreditsSummary(ctx)).plan.unfunded).toBeNull()
    },
  )

  it('three uncollectible invoices give one grace period, not three allowances', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    const before = await grantedTo(ctx)
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    let share = 0
    for (const month of [1, 2, 3]) {
      await passCycle(local, ctx)
      if (month === 1) share = await shareOfGrace(ctx, 500)
      await stripe.invoices.markUncollectible((await invoicesOf(stripe, subscription))[0]?.id ?? '')
      await syncSubscription(customer)
      expect((await stripe.subscriptions.retrieve(subscription)).status).toBe('active')
    }
    expect(await grantedTo(ctx)).toBe(before + share)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ unfunded: 'written-off', status: 'active' })
  })

  it('a trial made in the dashboard funds its own days, pauses without a payment method, and resumes into a full cycle', async () => {
    const { ctx, customer, subscription: old } = await subscribed('starter')
    await stripe.subscriptions.cancel(old)
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price: await planPrice(stripe, 'starter') }],
      trial_period_days: 20,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    })
    await syncSubscription(customer)
    const during = await readAccount(ctx.workspaceId)
    expect(during.cycleStart).toBeLessThanOrEqual(during.at)
    expect(during.cycleStart).toBe((made.trial_start ?? 0) * 1_000)
    const cycleDays = (during.cycleEnd - during.cycleStart) / (DAY * 1_000)
    expect(during.granted).toBe(Math.ceil((500 * 20) / cycleDays))
    await pass(local, 25 * DAY)
    await syncSubscription(customer)
    expect((await getCreditsSummary(ctx)).plan.unfunded).toBe('paused')
    await passCycle(local, ctx)
    await syncSubscription(customer)
    expect(await leftOf(ctx)).toBe(0)
    await payWith(stripe, { customer, subscription: made.id }, 'pm_card_visa')
    const resumed = await stripe.subscriptions.resume(made.id)
    for (let times = 0; times < 2; times += 1) await syncSubscription(customer)
    expect(await leftOf(ctx)).toBe(500)
    expect((await readAccount(ctx.workspaceId)).cycleStart).toBe(resumed.billing_cycle_anchor * 1_000)
  })

  it('a paid trial made in the dashboard starts a full cycle at its anchor', async () => {
    const { ctx, customer, subscription: old } = await subscribed('starter')
    await stripe.subscriptions.cancel(old)
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price: await planPrice(stripe, 'starter') }],
      trial_period_days: 10,
      default_payment_method: method,
    })
    await syncSubscription(customer)
    await pass(local, 10 * DAY + 2 * HOUR)
    await syncSubscription(customer)
    expect(await leftOf(ctx)).toBe(500)
    expect((await readAccount(ctx.workspaceId)).cycleStart).toBe((made.trial_end ?? 0) * 1_000)
  })
})

import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WorkspaceContext } from '@/lib/core/context'
import { stopLocalStripe } from '@/local/test/local-stripe'
import {
  checkOut,
  DAY,
  grantedTo,
  HOUR,
  invoicesOf,
  leftOf,
  onTrial,
  pass,
  passCycle,
  payWith,
  planPrice,
  startStripeWithClock,
  subscribed,
  subscribeTo,
} from '@/local/test/subscribers'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { stripe as productStripe } from '../stripe/client.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { endPlan } from '../subscription/end-plan.ts'
import { keepPlan } from '../subscription/keep-plan.ts'
import { getPlanStanding } from '../subscription/plan-standing.ts'
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

describe('R19: a first payment that has not arrived', () => {
  const byBank = async (ctx: WorkspaceContext) => {
    await control(local.url, 'settings', { bankDebits: true })
    return checkOut(ctx, 'starter', 'bank')
  }

  it('changes nothing while a bank debit is in progress; the plan starts when it arrives', async () => {
    const ctx = await onTrial()
    const { session, back } = await byBank(ctx)
    expect(back).toContain('pending')
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    expect((await stripe.subscriptions.list({ customer })).data[0]?.status).toBe('active')
    expect(await leftOf(ctx)).toBe(100)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({
      key: 'trial',
      unfunded: 'first-payment-processing',
    })
    expect(await getPlanStanding(ctx)).toMatchObject({
      subscribed: false,
      pending: { planKey: 'starter', from: null },
      payHref: null,
    })
    await expect(subscribeTo(ctx, 'growth')).rejects.toMatchObject({ code: 'subscription.starting' })
    await expect(keepPlan(ctx)).rejects.toMatchObject({ code: 'payment.processing' })
    await control(local.url, `checkout/${session}/settle`, { succeeded: true })
    await reconcile(3)
    expect(await leftOf(ctx)).toBe(500)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ key: 'starter', unfunded: null })
  })

  it('that failed can be paid on the page of its invoice or discarded for another plan', async () => {
    const ctx = await onTrial()
    const { session } = await byBank(ctx)
    await control(local.url, `checkout/${session}/settle`, { succeeded: false })
    await reconcile(3)
    expect(await leftOf(ctx)).toBe(100)
    const standing = await getPlanStanding(ctx)
    expect(standing).toMatchObject({
      pending: { planKey: 'starter' },
      payHref: expect.stringContaining('/i/in_'),
    })
    await expect(subscribeTo(ctx, 'growth')).rejects.toMatchObject({
      code: 'subscription.starting',
      details: { href: standing.payHref },
    })
    await keepPlan(ctx)
    expect(await getPlanStanding(ctx)).toMatchObject({ pending: null, payHref: null })
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ key: 'trial', unfunded: null })
    await checkOut(ctx, 'growth')
    expect(await leftOf(ctx)).toBe(2_000)
  })

  it.each(['canceling the subscription', 'voiding its invoice'])(
    'that failed can be discarded again after Stripe did not answer when %s',
    async (what) => {
      const ctx = await onTrial()
      const { session } = await byBank(ctx)
      await control(local.url, `checkout/${session}/settle`, { succeeded: false })
      await reconcile(3)
      const lost = new Stripe.errors.StripeConnectionError({ message: 'connection lost', type: 'api_error' })
      const { subscriptions, invoices } = productStripe()
      const call =
        what === 'voiding its invoice'
          ? vi.spyOn(invoices, 'voidInvoice').mockRejectedValueOnce(lost)
          : vi.spyOn(subscriptions, 'cancel').mockRejectedValueOnce(lost)
      await expect(keepPlan(ctx)).rejects.toBe(lost)
      await reconcile(3)
      await keepPlan(ctx)
      call.mockRestore()
      expect(await getPlanStanding(ctx)).toMatchObject({ pending: null, payHref: null })
      await checkOut(ctx, 'growth')
      expect(await leftOf(ctx)).toBe(2_000)
    },
  )

  it('that arrives while the plan is discarded starts the plan', async () => {
    const ctx = await onTrial()
    const { session } = await byBank(ctx)
    await control(local.url, `checkout/${session}/settle`, { succeeded: false })
    await reconcile(3)
    const paid = { status: 'paid' } as Awaited<ReturnType<Stripe['invoices']['retrieve']>>
    const retrieve = vi.spyOn(productStripe().invoices, 'retrieve').mockResolvedValueOnce(paid)
    await expect(keepPlan(ctx)).rejects.toMatchObject({ code: 'plan.changed' })
    retrieve.mockRestore()
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    expect((await stripe.subscriptions.list({ customer })).data).toHaveLength(1)
  })

  it('of a subscription made in the dashboard: incomplete funds nothing, and expired leaves nothing', async () => {
    const { ctx, customer, subscription: old } = await subscribed('starter')
    await stripe.subscriptions.cancel(old)
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer })
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price: await planPrice(stripe, 'starter') }],
      default_payment_method: method,
    })
    expect(made.status).toBe('incomplete')
    const before = await grantedTo(ctx)
    await reconcile(3)
    expect(await grantedTo(ctx)).toBe(before)
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({
      status: 'canceled',
      unfunded: 'first-payment-failed',
    })
    await pass(local, 24 * HOUR)
    await reconcile(3)
    expect((await getCreditsSummary(ctx)).plan.unfunded).toBeNull()
    expect(await getPlanStanding(ctx)).toMatchObject({ pending: null, payHref: null })
    await checkOut(ctx, 'growth')
    expect(await leftOf(ctx)).toBe(2_000)
  })
})

describe('R19: after the end of a plan', () => {
  async function endedUnpaid() {
    await control(local.url, 'settings', { afterRetries: 'cancel' })
    const made = await subscribed('starter')
    await payWith(stripe, made, 'pm_card_chargeCustomerFail')
    await passCycle(local, made.ctx)
    await pass(local, 20 * DAY)
    await syncSubscription(made.customer)
    expect(await subscriptionOf(made.ctx.workspaceId)).toMatchObject({ status: 'canceled' })
    return made
  }

  it('a new plan waits for the open invoice, and its payment is a discrepancy', async () => {
    const { ctx, subscription } = await endedUnpaid()
    const open = (await invoicesOf(stripe, subscription)).find(({ status }) => status === 'open')
    expect((await getPlanStanding(ctx)).payHref).toBe(open?.hosted_invoice_url)
    await expect(subscribeTo(ctx, 'growth')).rejects.toMatchObject({
      code: 'invoice.open',
      publicMessage: expect.stringContaining('$49'),
      details: { href: open?.hosted_invoice_url },
    })
    await postForm(open?.hosted_invoice_url ?? '')
    for (let times = 0; times < 2; times += 1) await reconcile(3)
    const found = (await openDiscrepancies()).filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
    expect(found).toMatchObject([
      { kind: 'paid-after-end', stripeId: open?.id, what: expect.stringContaining('$49 was paid') },
    ])
    expect((await getPlanStanding(ctx)).payHref).toBeNull()
    await checkOut(ctx, 'growth')
    expect(await leftOf(ctx)).toBe(2_000)
  })

  it('reconciliation finds a payment for the previous plan after another plan has started', async () => {
    const { ctx, customer, subscription } = await endedUnpaid()
    const open = (await invoicesOf(stripe, subscription)).find(({ status }) => status === 'open')
    await stripe.subscriptions.create({
      customer,
      items: [{ price: await planPrice(stripe, 'growth') }],
      trial_period_days: 3,
      metadata: { plan_key: 'growth' },
    })
    await reconcile(3)
    await postForm(open?.hosted_invoice_url ?? '')
    await reconcile(3)
    const found = (await openDiscrepancies()).filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
    expect(found).toMatchObject([{ kind: 'paid-after-end', stripeId: open?.id }])
  })

  it('a voided invoice no longer blocks a new plan', async () => {
    const { ctx, subscription } = await endedUnpaid()
    const open = (await invoicesOf(stripe, subscription)).find(({ status }) => status === 'open')
    await stripe.invoices.voidInvoice(open?.id ?? '')
    await checkOut(ctx, 'growth')
    expect(await leftOf(ctx)).toBe(2_000)
  })

  it('a deleted workspace has nothing left to pay', async () => {
    const { ctx, customer, subscription } = await subscribed('starter')
    await payWith(stripe, { customer, subscription }, 'pm_card_chargeCustomerFail')
    await passCycle(local, ctx)
    await syncSubscription(customer)
    for (let times = 0; times < 2; times += 1) await endPlan(ctx)
    expect((await invoicesOf(stripe, subscription)).map(({ status }) => status)).toEqual(['void', 'paid'])
    expect(await getPlanStanding(ctx)).toMatchObject({ subscribed: false, payHref: null })
  })
})

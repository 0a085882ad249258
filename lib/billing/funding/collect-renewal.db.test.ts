import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { readAccount } from '@/lib/credits/read/read'
import { stopLocalStripe } from '@/local/test/local-stripe'
import {
  checkOut,
  grantedTo,
  HOUR,
  invoicesOf,
  leftOf,
  onTrial,
  pass,
  payWith,
  shareOfGrace,
  startStripeWithClock,
  subscribed,
} from '@/local/test/subscribers'
import { retryPendingFulfillments } from '../checkout/retry-fulfillments.ts'
import { stripe as product } from '../stripe/client.ts'
import { applyEvent } from '../stripe/webhooks/apply.ts'
import type { SignedEvent } from '../stripe/webhooks/signed-event.ts'
import { readSubscription } from '../subscription/read-subscription.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { getCreditsSummary } from '../summary.ts'
import { subscriptionOf } from '../testing.ts'
import { collectRenewal } from './collect-renewal.ts'

let local: TestStripe
const SOME_MINUTES = 600
let stripe: Stripe

beforeAll(async () => {
  local = await startStripeWithClock()
  stripe = local.stripe
})
beforeEach(() => control(local.url, 'settings', { afterRetries: 'past_due', bankDebits: false }))
afterEach(() => forgetOthers())
afterAll(() => stopLocalStripe(local))

/** The job checks every workspace whose cycle has just ended, including those of earlier tests. */
const forgetOthers = () => system().update(subscriptions).set({ status: 'canceled' })

type Subscribed = Awaited<ReturnType<typeof subscribed>>

/** Advances to a few minutes after the end of the cycle: Stripe has created the invoice and keeps it in draft for an hour. */
async function toDraft({ ctx, subscription }: Subscribed): Promise<Stripe.Invoice> {
  const { cycleEnd, at } = await readAccount(ctx.workspaceId)
  await pass(local, Math.ceil((cycleEnd - at) / 1_000) + SOME_MINUTES)
  const [renewal] = await invoicesOf(stripe, subscription)
  if (renewal?.status !== 'draft') throw new Error('the renewal is in draft')
  return renewal
}

const createdEvent = async (invoice: string): Promise<SignedEvent> => {
  const { data } = await stripe.events.list({ type: 'invoice.created', limit: 100 })
  const event = data.find(({ data: { object } }) => (object as Stripe.Invoice).id === invoice)
  if (!event) throw new Error('Stripe sent an event for the invoice')
  return event as unknown as SignedEvent
}

describe('R14: a renewal is charged as soon as Stripe has its invoice', () => {
  it('grants the full allowance at the start of the cycle when its webhook arrives, also twice', async () => {
    const plan = await subscribed('starter')
    const before = await grantedTo(plan.ctx)
    const { id } = await toDraft(plan)
    expect(await leftOf(plan.ctx)).toBe(await shareOfGrace(plan.ctx, 500))
    const event = await createdEvent(id)
    for (let times = 0; times < 2; times += 1)
      expect(await applyEvent(event)).toMatchObject({ status: 'applied' })
    expect(await leftOf(plan.ctx)).toBe(500)
    expect(await grantedTo(plan.ctx)).toBe(before + 500)
    expect((await getCreditsSummary(plan.ctx)).plan).toMatchObject({ unfunded: null, creditsOnPayment: 0 })
    await pass(local, 2 * HOUR)
    await syncSubscription(plan.customer)
    const invoices = await invoicesOf(stripe, plan.subscription)
    expect(invoices.map(({ status, amount_paid }) => [status, amount_paid])).toEqual([
      ['paid', 4_900],
      ['paid', 4_900],
    ])
    expect(await leftOf(plan.ctx)).toBe(500)
  })

  it('grants it within a minute when the webhook is lost', async () => {
    const plan = await subscribed('starter')
    await toDraft(plan)
    await retryPendingFulfillments()
    expect(await leftOf(plan.ctx)).toBe(500)
    expect((await subscriptionOf(plan.ctx.workspaceId)).unfundedReason).toBeNull()
  })

  it('charges once when two processes and Stripe do it concurrently', async () => {
    const plan = await subscribed('starter')
    const before = await grantedTo(plan.ctx)
    const { id } = await toDraft(plan)
    await Promise.all([
      syncSubscription(plan.customer),
      stripe.invoices.finalizeInvoice(id).catch(() => null),
      syncSubscription(plan.customer),
      stripe.invoices.pay(id).catch(() => null),
    ])
    await syncSubscription(plan.customer)
    const charges = (await stripe.charges.list({ customer: plan.customer })).data
    expect(charges.map(({ amount }) => amount)).toEqual([4_900, 4_900])
    expect(await grantedTo(plan.ctx)).toBe(before + 500)
  })

  it('charges with the next run when the process died after finalizing the invoice', async () => {
    const plan = await subscribed('starter')
    const { id } = await toDraft(plan)
    await stripe.invoices.finalizeInvoice(id, { auto_advance: true })
    expect(await leftOf(plan.ctx)).toBeLessThan(500)
    await syncSubscription(plan.customer)
    expect(await leftOf(plan.ctx)).toBe(500)
  })
})

describe('R19: an unpaid renewal keeps the share of the grace period', () => {
  it('tries a declined card once at the start of the cycle, then as Stripe schedules it', async () => {
    const plan = await subscribed('starter')
    await payWith(stripe, plan, 'pm_card_chargeCustomerFail')
    await toDraft(plan)
    for (let times = 0; times < 3; times += 1) await syncSubscription(plan.customer)
    const [renewal] = await invoicesOf(stripe, plan.subscription)
    expect(renewal).toMatchObject({ status: 'open', attempt_count: 1, auto_advance: true })
    expect(renewal?.next_payment_attempt).toBeGreaterThan(renewal?.created ?? 0)
    expect(await leftOf(plan.ctx)).toBe(await shareOfGrace(plan.ctx, 500))
    expect(await subscriptionOf(plan.ctx.workspaceId)).toMatchObject({ status: 'past_due' })
  })

  it('keeps the cycle at the share until a bank debit arrives', async () => {
    await control(local.url, 'settings', { bankDebits: true })
    const ctx = await onTrial()
    await checkOut(ctx, 'starter', 'bank')
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const [begun] = (await stripe.subscriptions.list({ customer })).data
    const plan = { ctx, customer, subscription: begun?.id ?? '' }
    const [first] = await invoicesOf(stripe, plan.subscription)
    await control(local.url, `invoices/${first?.id}/settle`, { succeeded: true })
    await syncSubscription(customer)
    const { id } = await toDraft(plan)
    for (let times = 0; times < 2; times += 1) await retryPendingFulfillments()
    expect(await leftOf(plan.ctx)).toBe(await shareOfGrace(plan.ctx, 500))
    expect((await subscriptionOf(plan.ctx.workspaceId)).unfundedReason).toBe('renewal-processing')
    await control(local.url, `invoices/${id}/settle`, { succeeded: true })
    await syncSubscription(plan.customer)
    expect(await leftOf(plan.ctx)).toBe(500)
  })
})

describe('R19: renewals that are not ours to charge stay in draft', () => {
  const draftAfter = async (plan: Subscribed, change: (draft: Stripe.Invoice) => Promise<unknown>) => {
    const draft = await toDraft(plan)
    await change(draft)
    await syncSubscription(plan.customer)
    return (await invoicesOf(stripe, plan.subscription))[0]?.status
  }

  it('while billing is paused', async () => {
    const plan = await subscribed('starter')
    const pause_collection = { behavior: 'keep_as_draft' } as const
    const status = await draftAfter(plan, () =>
      stripe.subscriptions.update(plan.subscription, { pause_collection }),
    )
    expect(status).toBe('draft')
    expect((await subscriptionOf(plan.ctx.workspaceId)).unfundedReason).toBe('collection-paused')
  })

  it('when the invoice was excluded from automatic collection', async () => {
    const plan = await subscribed('starter')
    const status = await draftAfter(plan, ({ id }) => stripe.invoices.update(id, { auto_advance: false }))
    expect(status).toBe('draft')
  })

  it("when another product's subscription of the same customer renews", async () => {
    const plan = await subscribed('starter')
    const other = await stripe.products.create({ name: 'Another product' })
    const price = await stripe.prices.create({
      product: other.id,
      unit_amount: 900,
      currency: 'usd',
      recurring: { interval: 'month' },
    })
    const foreign = await stripe.subscriptions.create({
      customer: plan.customer,
      items: [{ price: price.id }],
      default_payment_method: (await stripe.subscriptions.retrieve(plan.subscription))
        .default_payment_method as string,
    })
    const draft = await toDraft(plan)
    await applyEvent(await createdEvent(draft.id))
    const [theirs] = await invoicesOf(stripe, foreign.id)
    expect(theirs?.status).toBe('draft')
    expect((await invoicesOf(stripe, plan.subscription))[0]?.status).toBe('paid')
  })

  it.each([
    ['is sent to be paid by hand', { collection_method: 'send_invoice' }, {}],
    ['is of a plan that is past due', { status: 'past_due' }, {}],
    ['was made for something else', {}, { billing_reason: 'manual' }],
    ['was tried already', {}, { status: 'open', attempted: true }],
  ] as const)('when the invoice %s', async (_, ofPlan, ofInvoice) => {
    const plan = await subscribed('starter')
    const draft = await toDraft(plan)
    const state = await readSubscription(plan.customer)
    if (!state) throw new Error('there is a plan')
    const subscription = { ...state.subscription, ...ofPlan } as Stripe.Subscription
    const invoices = [{ ...draft, ...ofInvoice } as Stripe.Invoice, ...state.invoices.slice(1)]
    expect(await collectRenewal({ ...state, subscription, invoices })).toBe(false)
    expect((await product().invoices.retrieve(draft.id)).status).toBe('draft')
  })

  it('when an item is metered', async () => {
    const plan = await subscribed('starter')
    await toDraft(plan)
    const state = await readSubscription(plan.customer)
    if (!state) throw new Error('there is a plan')
    const metered = structuredClone(state.subscription)
    const [item] = metered.items.data
    if (!item?.price.recurring) throw new Error('the plan has a recurring price')
    item.price.recurring.usage_type = 'metered'
    expect(await collectRenewal({ ...state, subscription: metered })).toBe(false)
    expect(await collectRenewal(state)).toBe(true)
  })
})

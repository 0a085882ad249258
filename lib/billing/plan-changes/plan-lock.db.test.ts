import { randomUUID } from 'node:crypto'
import { postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { code } from '@/lib/core/testing'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { subscribe } from '../checkout/subscribe/subscribe.ts'
import { idOf } from '../stripe/responses.ts'
import {
  cancelPendingChange,
  cancelUnpaidChange,
  getCurrentSubscription,
} from '../subscription/current-subscription.ts'
import { cancelPlan, keepPlan, resumePlan } from '../subscription/keep-plan.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { type ChangePlan, changePlan } from './change-plan.ts'
import { withPlanLock } from './plan-lock.ts'
import { previewChange } from './preview-change.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

const starter = { planKey: 'starter', interval: 'month' as const, quotedPriceCents: 4_900 }
const newWorkspace = () => makeSubscriber('trial', 100, { status: 'trialing' })

async function subscribed() {
  const ctx = await newWorkspace()
  const { url } = await subscribe(ctx, { requestId: randomUUID(), ...starter })
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await returnFromCheckout(ctx, session)
  return { ctx, customer: (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? '' }
}

/** The form data after a preview. */
async function confirmed(ctx: WorkspaceContext, planKey: string): Promise<ChangePlan> {
  const preview = await previewChange(ctx, { planKey, interval: 'month' })
  return {
    requestId: randomUUID(),
    planKey,
    interval: 'month',
    quotedPriceCents: preview.priceCents,
    quotedChargeCents: preview.chargeCents,
    prorationAt: preview.prorationAt,
  }
}

/** Runs all concurrently. Anything but success or a message for the person fails the test. */
async function together(attempts: (() => Promise<unknown>)[]): Promise<string[]> {
  const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()))
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return 'done'
    if (isRefusal(outcome.reason)) return outcome.reason.code
    throw outcome.reason
  })
}

describe('R28: concurrent plan requests report what happened', () => {
  it('leaves one open checkout when ten people subscribe', async () => {
    const ctx = await newWorkspace()
    const attempts = Array.from(
      { length: 10 },
      () => () => subscribe(ctx, { requestId: randomUUID(), ...starter }),
    )
    expect(await together(attempts)).toEqual(attempts.map(() => 'done'))
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const { data } = await local.stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 })
    expect(data).toHaveLength(1)
  })

  it('returns the same checkout for a double click', async () => {
    const ctx = await newWorkspace()
    const request = { requestId: randomUUID(), ...starter }
    const [one, two] = await Promise.all([subscribe(ctx, request), subscribe(ctx, request)])
    expect(two).toEqual(one)
  })

  it('changes and charges once for the same confirmation sent three times', async () => {
    const { ctx, customer } = await subscribed()
    const request = await confirmed(ctx, 'growth')
    const same = () => changePlan(ctx, request)
    expect(await Promise.all([same(), same(), same()])).toEqual(Array(3).fill({ kind: 'changed' }))
    const { data } = await local.stripe.invoices.list({ customer })
    expect(data.map(({ amount_paid }) => amount_paid)).toEqual([10_000, 4_900])
    expect((await readAccount(ctx.workspaceId)).granted).toBe(2_000)
  })

  it('applies changes to different plans one after the other', async () => {
    const { ctx, customer } = await subscribed()
    const [growth, scale, essentials] = await Promise.all(
      ['growth', 'scale', 'essentials'].map((plan) => confirmed(ctx, plan)),
    )
    const outcomes = await together(
      [growth, scale, essentials, growth, scale].map(
        (request) => () => changePlan(ctx, request as ChangePlan),
      ),
    )
    expect(outcomes).toContain('done')
    for (const outcome of outcomes) expect(['done', 'price.changed', 'plan.same']).toContain(outcome)
    const { status, planKey } = await subscriptionOf(ctx.workspaceId)
    expect(status).toBe('active')
    const { data } = await local.stripe.subscriptions.list({ customer, status: 'active' })
    expect(data).toHaveLength(1)
    expect(data[0]?.items.data[0]?.price.metadata.plan_key).toBe(planKey)
  })

  it('subscribes, changes, cancels, keeps and resumes without an unknown failure', async () => {
    const { ctx } = await subscribed()
    const [up, down] = [await confirmed(ctx, 'growth'), await confirmed(ctx, 'essentials')]
    const outcomes = await together([
      () => changePlan(ctx, down),
      () => subscribe(ctx, { requestId: randomUUID(), ...starter }),
      () => cancelPlan(ctx),
      () => changePlan(ctx, up),
      () => keepPlan(ctx),
      () => resumePlan(ctx),
      () => subscribe(ctx, { requestId: randomUUID(), ...starter }),
    ])
    expect(outcomes.filter((outcome) => outcome === 'subscription.exists')).toHaveLength(2)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'active', changingBy: null })
  })
})

describe('R28: canceling a change that waits for its payment', () => {
  /** An upgrade whose card was declined: its invoice is open, and the plan does not change until it is paid. */
  async function waiting() {
    const made = await subscribed()
    const { stripe } = local
    const { id: method } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: made.customer,
    })
    const [subscription] = (await stripe.subscriptions.list({ customer: made.customer })).data
    await stripe.subscriptions.update(subscription?.id ?? '', { default_payment_method: method })
    expect(await changePlan(made.ctx, await confirmed(made.ctx, 'growth'))).toMatchObject({
      kind: 'payment-needed',
    })
    const read = await getCurrentSubscription(made.ctx)
    return { ...made, read, invoice: String(idOf(read.subscription.latest_invoice)) }
  }

  it('succeeds when its invoice was voided after the subscription was read', async () => {
    const { ctx, read, invoice } = await waiting()
    await local.stripe.invoices.voidInvoice(invoice)
    expect(await cancelPendingChange(read)).toBe('dropped')
    expect(await cancelUnpaidChange(read)).toBe(true)
    expect((await getCurrentSubscription(ctx)).pending).toBeNull()
  })

  it('works when two people confirm a downgrade concurrently', async () => {
    const { ctx, customer } = await waiting()
    const requests = [await confirmed(ctx, 'essentials'), await confirmed(ctx, 'essentials')]
    expect(await together(requests.map((request) => () => changePlan(ctx, request)))).toEqual([
      'done',
      'done',
    ])
    const { data } = await local.stripe.invoices.list({ customer })
    expect(data.map(({ status }) => status)).toEqual(['void', 'paid'])
    expect((await getCurrentSubscription(ctx)).pending).toMatchObject({ plan: { key: 'essentials' } })
  })

  it('is refused when it was paid in the meantime', async () => {
    const { ctx, customer, read, invoice } = await waiting()
    const { id: good } = await local.stripe.paymentMethods.attach('pm_card_visa', { customer })
    await local.stripe.invoices.pay(invoice, { payment_method: good })
    expect(await code(cancelUnpaidChange(read))).toBe('plan.changed')
    expect((await getCurrentSubscription(ctx)).current.plan.key).toBe('growth')
  })
})

describe('withPlanLock', () => {
  const heldFor = (workspaceId: number, seconds: number) =>
    system()
      .update(subscriptions)
      .set({ changingBy: randomUUID(), changingUntil: new Date(Date.now() + seconds * 1_000) })
      .where(eq(subscriptions.workspaceId, workspaceId))

  it('refuses without changes while someone else holds the lock', async () => {
    const ctx = await newWorkspace()
    await heldFor(ctx.workspaceId, 60)
    let ran = false
    const attempt = withPlanLock(
      ctx,
      async () => {
        ran = true
      },
      { maxWaitMs: 50 },
    )
    expect(await code(attempt)).toBe('plan.busy')
    expect(ran).toBe(false)
  })

  it('takes over the lock of a crashed process', async () => {
    const ctx = await newWorkspace()
    await heldFor(ctx.workspaceId, -1)
    expect(await withPlanLock(ctx, async () => 'done')).toBe('done')
  })

  it('releases the lock after a failure', async () => {
    const ctx = await newWorkspace()
    await expect(withPlanLock(ctx, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await withPlanLock(ctx, async () => 'done', { maxWaitMs: 0 })).toBe('done')
  })

  it('R35: leaves other workspaces alone', async () => {
    const [ours, theirs] = [await newWorkspace(), await newWorkspace()]
    await heldFor(ours.workspaceId, 60)
    expect(await withPlanLock(theirs, async () => 'done', { maxWaitMs: 0 })).toBe('done')
  })
})

import { randomUUID } from 'node:crypto'
import { control, postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { members, notifications, operatorEvents, planMoves, users } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { changePlan } from '@/lib/billing/plan-changes/change-plan'
import { previewChange } from '@/lib/billing/plan-changes/preview-change'
import { cancelPlan, keepPlan } from '@/lib/billing/subscription/keep-plan'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import { syncSubscription } from '@/lib/billing/subscription/sync-subscription'
import { makeSubscriber, setTestEnv, subscriptionOf } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { type Operator, operatorOf } from '@/lib/operators/operator'
import { schedulePlan } from '../schedule-plan'
import { carryOutMoves } from './carry-out-moves'
import { moveSubscribers } from './move-subscribers'
import { markOf, movePreview } from './subscribers-of-terms'

let local: TestStripe
let ann: Operator
const DAY = 86_400
/** The newest terms of Growth; each test creates newer ones. */
let growth = 'growth'
let made = 0

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    OPERATOR_EMAILS: 'ann@trak.test',
    // Terms can differ by any amount here; catalog-changes.db.test.ts covers large changes.
    OPERATOR_FOUR_EYES_PRICE_FACTOR: '10',
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: local.secret,
  })
  await system().execute(sql`insert into time_machine default values`)
  const [user] = await system().insert(users).values({ email: 'ann@trak.test' }).returning()
  const operator = operatorOf(user ?? null)
  if (!operator) throw new Error('ann is an operator')
  ann = operator
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), stopJobQueue()])
  await disconnect()
  await local.close()
})

async function pass(days: number) {
  await control(local.url, 'clock/advance', { seconds: days * DAY })
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + ${days * DAY}`)
}

/** A workspace that pays for the newest Growth terms through Stripe. */
async function subscribed(interval: BillingInterval = 'month') {
  const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
  const { priceCents } = await priceOf(growth, interval)
  const wanted = { requestId: randomUUID(), planKey: growth, interval, quotedPriceCents: priceCents }
  const { url } = await subscribe(ctx, wanted)
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  expect(await returnFromCheckout(ctx, session)).toContain('subscribed')
  const { stripeCustomerId, stripeSubscriptionId } = await subscriptionOf(ctx.workspaceId)
  return { ctx, customer: stripeCustomerId ?? '', subscription: stripeSubscriptionId ?? '' }
}

async function priceOf(key: string, interval: BillingInterval) {
  const [plan] = await system().execute<{ month: number; year: number }>(
    sql`select monthly_price_cents as month, annual_price_cents as year from plans where key = ${key}`,
  )
  return { priceCents: Number(plan?.[interval]) }
}

/** Newer Growth terms: by default ten dollars and 500 credits more. */
async function newerTerms(allowanceCredits = 2_500, monthlyPriceCents = 15_900): Promise<string> {
  made += 1
  // Keys have a resolution of one second.
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + 2`)
  await control(local.url, 'clock/advance', { seconds: 2 })
  const scheduled = await schedulePlan(ann, {
    basedOn: growth,
    effectiveAt: null,
    description: `Terms ${made}`,
    monthlyPriceCents,
    annualPriceCents: monthlyPriceCents * 10,
    allowanceCredits,
  })
  if (scheduled.status !== 'scheduled') throw new Error('these terms should not wait')
  growth = scheduled.result
  return growth
}

async function moveOne(ctx: WorkspaceContext, planKey: string, id = randomUUID()) {
  const { subscribers } = await movePreview(planKey)
  const own = subscribers.filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
  const input = { id, planKey, workspaceId: ctx.workspaceId, seen: markOf(own), reason: 'New terms' }
  return { input, answer: await moveSubscribers(ann, input) }
}

const movesOf = (ctx: WorkspaceContext) =>
  system().select().from(planMoves).where(eq(planMoves.workspaceId, ctx.workspaceId))
const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
const invoicesOf = async (customer: string) => (await local.stripe.invoices.list({ customer })).data

describe('R36: moving subscribers to newer terms', () => {
  it('movePreview shows affected subscribers and changes, and moves no one', async () => {
    const { ctx } = await subscribed()
    const yearly = await subscribed('year')
    const planKey = await newerTerms()
    const preview = await movePreview(planKey)
    expect(preview.groups).toEqual([
      expect.objectContaining({
        interval: 'month',
        workspaces: 1,
        fromPriceCents: 14_900,
        toPriceCents: 15_900,
      }),
      expect.objectContaining({
        interval: 'year',
        workspaces: 1,
        fromPriceCents: 149_000,
        toPriceCents: 159_000,
      }),
    ])
    expect(preview.groups[0]).toMatchObject({
      from: { allowanceCredits: 2_000 },
      to: { allowanceCredits: 2_500 },
    })
    expect(preview.subscribers.map(({ workspaceId }) => workspaceId)).toEqual([
      ctx.workspaceId,
      yearly.ctx.workspaceId,
    ])
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ planKey: 'growth', pendingPlanKey: null })
    await expect(movePreview('growth')).rejects.toMatchObject({ code: 'plan.not-newest' })
    await expect(movePreview('none')).rejects.toMatchObject({ code: 'not-found' })
    await cancelPlan(yearly.ctx)
    expect((await movePreview(planKey)).notNow).toEqual([{ why: 'ending', workspaces: 1 }])
  })

  it('takes effect with the next period without proration, notifies members and records the move', async () => {
    const { ctx, customer } = await subscribed()
    const former = growth
    const { currentPeriodEnd } = await subscriptionOf(ctx.workspaceId)
    const planKey = await newerTerms(3_000, 16_900)
    const { answer } = await moveOne(ctx, planKey)
    expect(answer).toEqual({ workspaces: 1 })
    // Stripe has not been called yet.
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: null })
    await carryOutMoves()
    expect(await movesOf(ctx)).toMatchObject([{ status: 'scheduled', effectiveAt: currentPeriodEnd }])
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      planKey: former,
      pendingPlanKey: planKey,
      pendingFrom: currentPeriodEnd,
    })
    expect((await getPlanStanding(ctx)).pending).toMatchObject({
      byMarketTrak: true,
      priceCents: 16_900,
      allowanceCredits: 3_000,
    })
    expect(await invoicesOf(customer)).toHaveLength(1)
    expect(await left(ctx)).toBe(2_500)
    const [event] = await system().select().from(operatorEvents).orderBy(desc(operatorEvents.at)).limit(1)
    expect(event).toMatchObject({
      verb: 'plan.moved',
      workspaceId: ctx.workspaceId,
      operatorEmail: 'ann@trak.test',
      reason: 'New terms',
      before: { plan: former },
      after: { plan: planKey },
    })
    const told = await system()
      .select()
      .from(notifications)
      .where(eq(notifications.workspaceId, ctx.workspaceId))
    expect(told.filter(({ kind }) => kind === 'terms-change')).toMatchObject([
      { userId: ctx.userId, data: { priceCents: 16_900, formerPriceCents: 15_900 } },
    ])

    await pass(32)
    await syncSubscription(customer)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ planKey, pendingPlanKey: null })
    expect(await left(ctx)).toBe(3_000)
    const [newest] = await invoicesOf(customer)
    expect(newest).toMatchObject({ amount_paid: 16_900, billing_reason: 'subscription_cycle' })
    expect(newest?.lines.data).toHaveLength(1)
  })

  it('a smaller allowance starts with the next cycle and leaves the current one unchanged', async () => {
    const { ctx, customer } = await subscribed()
    const planKey = await newerTerms(1_000, 12_900)
    await moveOne(ctx, planKey)
    await carryOutMoves()
    const before = await left(ctx)
    expect(before).toBeGreaterThan(1_000)
    await pass(32)
    // Until the renewal payment arrives, the grace period covers its share of the smaller allowance (R19).
    expect(await left(ctx)).toBeLessThan(300)
    await syncSubscription(customer)
    expect(await left(ctx)).toBe(1_000)
  })

  it('R12: a repeated request is one move, a reused id is refused, and an interrupted job is finished', async () => {
    const { ctx, subscription } = await subscribed()
    const planKey = await newerTerms()
    const { input } = await moveOne(ctx, planKey)
    expect(await moveSubscribers(ann, input)).toEqual({ workspaces: 1 })
    const other = await subscribed()
    await expect(
      moveSubscribers(ann, { ...input, workspaceId: other.ctx.workspaceId }),
    ).rejects.toMatchObject({ code: 'request.reused' })
    await Promise.all([carryOutMoves(), carryOutMoves()])
    await system().execute(sql`update plan_moves set status = 'asked', effective_at = null
      where workspace_id = ${ctx.workspaceId}`)
    await carryOutMoves()
    expect(await movesOf(ctx)).toMatchObject([{ status: 'scheduled' }])
    const { data } = await local.stripe.subscriptionSchedules.list({ customer: undefined, limit: 100 })
    expect(data.filter((one) => one.subscription === subscription && one.status === 'active')).toHaveLength(1)
    const told = await system()
      .select()
      .from(notifications)
      .where(eq(notifications.workspaceId, ctx.workspaceId))
    expect(told.filter(({ kind }) => kind === 'terms-change')).toHaveLength(1)
    expect(await system().$count(operatorEvents, eq(operatorEvents.workspaceId, ctx.workspaceId))).toBe(1)
  })

  it('moves exactly the subscribers the page showed, and refuses when the list changed', async () => {
    const first = await subscribed()
    const planKey = await newerTerms()
    const { seen, subscribers } = await movePreview(planKey)
    const input = { id: randomUUID(), planKey, workspaceId: null, seen, reason: 'New terms' }
    // One of them is ending now.
    await cancelPlan(first.ctx)
    await expect(moveSubscribers(ann, input)).rejects.toMatchObject({ code: 'move.changed' })
    expect(await movesOf(first.ctx)).toEqual([])
    const again = await movePreview(planKey)
    expect(again.subscribers).toHaveLength(subscribers.length - 1)
    const all = { ...input, seen: again.seen }
    expect(await moveSubscribers(ann, all)).toEqual({ workspaces: again.subscribers.length })
    expect(await moveSubscribers(ann, all)).toEqual({ workspaces: again.subscribers.length })
    await carryOutMoves()
    const after = await movePreview(planKey)
    expect(after.subscribers).toEqual([])
    expect(after.moves.every(({ status }) => status === 'scheduled')).toBe(true)
    await expect(moveSubscribers(ann, { ...all, id: randomUUID(), seen: after.seen })).rejects.toMatchObject({
      code: 'move.changed',
    })
  })

  it('R28: a moved workspace cannot undo the move but can change or cancel its plan', async () => {
    const { ctx } = await subscribed()
    const planKey = await newerTerms()
    await moveOne(ctx, planKey)
    await carryOutMoves()
    await expect(keepPlan(ctx)).rejects.toMatchObject({ code: 'plan.moved' })
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: planKey })
    const preview = await previewChange(ctx, { planKey: 'starter', interval: 'month' })
    await changePlan(ctx, {
      requestId: randomUUID(),
      planKey: 'starter',
      interval: 'month',
      quotedPriceCents: preview.priceCents,
      quotedChargeCents: preview.chargeCents,
      prorationAt: preview.prorationAt,
      start: 'prorated',
    })
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: 'starter' })
    await keepPlan(ctx)
    await cancelPlan(ctx)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ pendingPlanKey: null })
  })

  it('records what Stripe refuses, and skips workspaces that changed plans meanwhile', async () => {
    const { ctx } = await subscribed()
    const planKey = await newerTerms()
    await moveOne(ctx, planKey)
    await cancelPlan(ctx)
    await carryOutMoves()
    expect(await movesOf(ctx)).toMatchObject([{ status: 'refused', refusal: 'The plan is about to end.' }])
    const unpaid = await makeSubscriber(await olderGrowth(), 2_000)
    expect((await movePreview(planKey)).notNow).toContainEqual({
      why: 'unsubscribed',
      workspaces: expect.any(Number),
    })
    expect(await movesOf(unpaid)).toEqual([])
  })

  it('R36: an operator cannot move their own workspace', async () => {
    const { ctx } = await subscribed()
    const planKey = await newerTerms()
    await system().insert(members).values({ workspaceId: ctx.workspaceId, userId: ann.userId, role: 'admin' })
    await expect(moveOne(ctx, planKey)).rejects.toMatchObject({ code: 'operator.own-workspace' })
    expect(await movesOf(ctx)).toEqual([])
  })
})

/** Previous Growth terms. */
async function olderGrowth(): Promise<string> {
  const [plan] = await system().execute<{ key: string }>(
    sql`select key from plans where family = 'growth' order by effective_at desc offset 1 limit 1`,
  )
  return String(plan?.key)
}

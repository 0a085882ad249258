import { randomUUID } from 'node:crypto'
import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { operatorEvents, operatorRefunds } from '@/db/schema'
import { findLotOfPurchase, findPurchase } from '@/lib/billing/checkout/purchase'
import { listPayments } from '@/lib/billing/payments/refunds/list-payments'
import { listBillingRecords } from '@/lib/billing/statement/billing-records'
import { applyEvent } from '@/lib/billing/stripe/webhooks/apply'
import { parseEvent } from '@/lib/billing/stripe/webhooks/signed-event'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { type Bought, bought, dispute, spend } from '@/local/test/buyers'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import type { Operator } from '../operator'
import { lockRefunds } from './refund-limit'
import { decideRefund, finishRefunds, markOfRefund, requestRefund } from './request-refund'

setTestEnv({ OPERATOR_FOUR_EYES_REFUND_CENTS: '7000' })

let local: TestStripe
let [ann, ben] = [{} as Operator, {} as Operator]

beforeAll(async () => {
  local = await startLocalStripe()
  const operator = async (): Promise<Operator> => {
    const { userId } = await makeSubscriber('growth', 0)
    return { userId, email: `${userId}@operator.test` }
  }
  ;[ann, ben] = [await operator(), await operator()]
})
// Requests of a day add up, so each test starts a new day.
beforeEach(() => system().delete(operatorRefunds))
afterAll(() => stopLocalStripe(local))

const refundOf = ({ ctx, charge }: Bought, over: object = {}) => ({
  id: randomUUID(),
  workspaceId: ctx.workspaceId,
  chargeId: charge,
  amount: '60',
  reason: 'Bought by mistake',
  ...over,
})

/** Applies Stripe's event about the charge, as its webhook does. */
async function webhook({ charge }: Bought): Promise<void> {
  const { data } = await local.stripe.events.list({ type: 'charge.refunded', limit: 100 })
  const event = parseEvent(
    JSON.stringify(data.find((one) => JSON.stringify(one.data.object).includes(charge))),
  )
  if (!event) throw new Error('Stripe sent no event')
  await applyEvent(event)
}

const refundsAtStripe = async ({ charge }: Bought) => (await local.stripe.refunds.list({ charge })).data
const purchaseOf = ({ ctx, purchase }: Bought) => findPurchase(ctx.workspaceId, purchase.id)
const lotOf = ({ purchase }: Bought) => findLotOfPurchase(purchase)
const verbsOf = async ({ ctx }: Bought) =>
  (
    await system()
      .select({ verb: operatorEvents.verb })
      .from(operatorEvents)
      .where(eq(operatorEvents.workspaceId, ctx.workspaceId))
      .orderBy(operatorEvents.at)
  ).map(({ verb }) => verb)

describe('R18, R36: an operator refunds a pack at Stripe', () => {
  it('in full: requested once, and the credits follow the webhook', async () => {
    const it = await bought(local)
    await spend(it, 100)
    const input = refundOf(it)
    const done = await requestRefund(ann, input)
    expect(done).toMatchObject({ status: 'requested', amountCents: 6_000, purchaseId: it.purchase.id })
    expect(await lotOf(it), 'before the webhook').toMatchObject({ takenBack: 0 })
    expect(await requestRefund(ann, input)).toEqual(done)
    expect(await refundsAtStripe(it)).toMatchObject([{ amount: 6_000, reason: 'requested_by_customer' }])

    await webhook(it)
    expect(await lotOf(it)).toMatchObject({ takenBack: 400, shortfall: 100 })
    expect(await purchaseOf(it)).toMatchObject({ refundedCents: 6_000 })
    const { records } = await listBillingRecords(it.ctx)
    expect(records[0], 'on the billing page').toMatchObject({ status: 'refunded' })
    expect(await verbsOf(it)).toEqual(['refund.requested', 'refund.sent'])
  })

  it('in part, twice, and never more than was paid', async () => {
    const it = await bought(local)
    await requestRefund(ann, refundOf(it, { amount: '15.00' }))
    await webhook(it)
    expect(await lotOf(it)).toMatchObject({ takenBack: 125 })
    const [payment] = await listPayments(it.ctx.workspaceId)
    expect(payment).toMatchObject({
      ...{ chargeId: it.charge, refundedCents: 1_500, refundableCents: 4_500 },
      pack: { credits: 500, unspentCredits: 375 },
    })
    const { records } = await listBillingRecords(it.ctx)
    expect(records[0]).toMatchObject({ status: 'part-refunded' })
    expect(await code(requestRefund(ann, refundOf(it, { amount: '45.01' })))).toBe('refund.too-much')
    expect(await code(requestRefund(ann, refundOf(it, { amount: '0' })))).toBe('refund.amount')
    expect(await code(requestRefund(ann, refundOf(it, { amount: '1.234' })))).toBe('refund.amount')
    expect(await requestRefund(ann, refundOf(it, { amount: '45' }))).toMatchObject({ status: 'requested' })
  })

  it('R12: a reused id with another amount is refused', async () => {
    const it = await bought(local)
    const input = refundOf(it, { amount: '10' })
    const both = await Promise.all([requestRefund(ann, input), requestRefund(ann, input)])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    expect(await code(requestRefund(ann, { ...input, amount: '11' }))).toBe('request.reused')
    expect(await refundsAtStripe(it)).toHaveLength(1)
  })

  it('R35: a payment of another workspace is not found', async () => {
    const [it, other] = [await bought(local), await bought(local)]
    expect(await code(requestRefund(ann, refundOf(it, { chargeId: other.charge })))).toBe('not-found')
    expect(await code(requestRefund(ann, refundOf(it, { chargeId: 'ch_none' })))).toBe('not-found')
    expect(await refundsAtStripe(other)).toEqual([])
  })

  it('refuses a disputed payment, because the bank decides', async () => {
    const it = await bought(local)
    await dispute(local, it)
    expect(await code(requestRefund(ann, refundOf(it)))).toBe('refund.too-much')
  })
})

describe('R36: large refunds need two people', () => {
  it('however they are split, and money that waits cannot be refunded again', async () => {
    const [first, it] = [await bought(local), await bought(local)]
    expect(await requestRefund(ann, refundOf(first))).toMatchObject({ status: 'requested' })
    const second = await requestRefund(ann, refundOf(it, { amount: '25' }))
    expect(second).toMatchObject({ status: 'waiting' })
    expect(await code(requestRefund(ben, refundOf(it, { amount: '36' })))).toBe('refund.too-much')
    expect(await refundsAtStripe(it)).toEqual([])

    const seen = { workspaceId: second.workspaceId, id: second.id, seen: markOfRefund(second) }
    expect(await code(decideRefund(ann, { ...seen, decision: 'approve' }))).toBe('refund.own')
    expect(await code(decideRefund(ben, { ...seen, seen: 'x', decision: 'approve' }))).toBe('refund.changed')
    const own = { userId: it.ctx.userId, email: 'own@operator.test' }
    expect(await code(decideRefund(own, { ...seen, decision: 'approve' }))).toBe('operator.own-workspace')
    expect(await decideRefund(ben, { ...seen, decision: 'approve' })).toMatchObject({ status: 'requested' })
    expect(await code(decideRefund(ben, { ...seen, decision: 'reject' }))).toBe('refund.decided')
    expect((await refundsAtStripe(it)).map(({ amount }) => amount)).toEqual([2_500])
  })

  it('a rejected refund sends nothing, and a member’s own workspace always needs a second operator', async () => {
    const it = await bought(local)
    const own = { userId: it.ctx.userId, email: 'own@operator.test' }
    const waiting = await requestRefund(own, refundOf(it, { amount: '1' }))
    expect(waiting).toMatchObject({ status: 'waiting' })
    const seen = { workspaceId: waiting.workspaceId, id: waiting.id, seen: markOfRefund(waiting) }
    expect(await decideRefund(ben, { ...seen, decision: 'reject' })).toMatchObject({ status: 'rejected' })
    expect(await refundsAtStripe(it)).toEqual([])
  })

  it('a refund that another operator sent in the meantime is not left to refund', async () => {
    const it = await bought(local)
    const { workspaceId } = it.ctx
    const [locked, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
    const first = system().transaction(async (tx) => {
      await lockRefunds(tx)
      locked.resolve()
      await tx.insert(operatorRefunds).values({
        ...{ workspaceId, id: randomUUID(), stripeChargeId: it.charge, what: 'A pack', amountCents: 4_000 },
        ...{ currency: 'usd', reason: 'Late', status: 'requested', stripeRefundId: await waits.promise },
        requestedBy: ann.userId,
      })
    })
    await locked.promise
    const second = code(requestRefund(ben, refundOf(it, { amount: '30' })))
    // It has read the payment at Stripe, and waits for the first to be stored.
    await expect.poll(waitingForLocks).toBeGreaterThan(0)
    waits.resolve((await local.stripe.refunds.create({ charge: it.charge, amount: 4_000 })).id)
    await first
    expect(await second).toBe('refund.too-much')
    expect(await requestRefund(ben, refundOf(it, { amount: '20' }))).toMatchObject({ status: 'requested' })
  })

  it('the request cannot be changed in the database', async () => {
    const it = await bought(local)
    const done = await requestRefund(ann, refundOf(it, { amount: '1' }))
    await expect(
      system().update(operatorRefunds).set({ amountCents: 5_000 }).where(eq(operatorRefunds.id, done.id)),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('cannot be changed') } })
  })
})

async function waitingForLocks(): Promise<number> {
  const [row] = await system().execute<{ n: number }>(
    sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`,
  )
  return row?.n ?? 0
}

/** As a process leaves it that stopped before it knew what Stripe answered. */
const insertApproved = ({ ctx, charge }: Bought, id: string, amountCents: number) =>
  system().execute(sql`insert into operator_refunds (workspace_id, id, stripe_charge_id, what, amount_cents, currency, reason,
      status, requested_by, requested_at)
    values (${ctx.workspaceId}, ${id}, ${charge}, 'A pack', ${amountCents}, 'usd', 'Late', 'approved', ${ann.userId},
      now() - interval '5 minutes')`)

async function rowOf(id: string) {
  const [row] = await system().select().from(operatorRefunds).where(eq(operatorRefunds.id, id))
  return row
}

it('finishRefunds sends what a stopped process left, once, and records what Stripe refuses', async () => {
  const it = await bought(local)
  const done = await requestRefund(ann, refundOf(it, { amount: '20' }))
  const leave = (id: string) =>
    system().execute(sql`update operator_refunds set status = 'approved', stripe_refund_id = null,
      decided_by = ${ben.userId}, decided_at = now() - interval '5 minutes' where id = ${id}`)
  await leave(done.id)
  await finishRefunds()
  expect(await refundsAtStripe(it)).toHaveLength(1)

  // Stripe forgets idempotency keys after a day, so a refund is looked for before it is sent again.
  const late = randomUUID()
  const metadata = { operator_refund_id: late }
  const sent = await local.stripe.refunds.create({ charge: it.charge, amount: 500, metadata })
  await insertApproved(it, late, 500)
  await finishRefunds()
  expect(await refundsAtStripe(it)).toHaveLength(2)
  expect(await rowOf(late)).toMatchObject({ status: 'requested', stripeRefundId: sent.id })
  const second = await requestRefund(ann, refundOf(it, { amount: '30' }))
  await control(local.url, 'disputes', { charge: it.charge })
  await system().execute(
    sql`update operator_refunds set status = 'rejected', stripe_refund_id = null where id = ${second.id}`,
  )
  const lost = randomUUID()
  await insertApproved(it, lost, 1_000)
  await finishRefunds()
  expect(await rowOf(lost)).toMatchObject({ status: 'failed', refusal: expect.stringMatching(/disputed/) })
})

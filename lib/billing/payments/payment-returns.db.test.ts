import { randomUUID } from 'node:crypto'
import { control, postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { creditEntries } from '@/db/schema'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { buyPack } from '../checkout/buy-pack.ts'
import { fulfil } from '../checkout/fulfill.ts'
import { findPurchase, lotOfPurchase } from '../checkout/purchase.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { makeSubscriber, setTestEnv } from '../testing.ts'
import { openFindings } from './findings.ts'
import { syncPayment } from './sync-payment.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

/** A paid pack of 500 credits for $60 on a plan that grants nothing else. */
async function bought(card: Record<string, string> = {}) {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const quoted = { packKey: 'medium', quantity: 1, quotedPriceCents: 6_000, quotedCredits: 500 }
  const answer = await postForm((await buyPack(ctx, { purchaseId, ...quoted })).url, card)
  const sessionId = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await fulfil(sessionId)
  const purchase = await findPurchase(ctx.workspaceId, purchaseId)
  if (!purchase?.stripePaymentIntentId) throw new Error('the purchase was not paid')
  const intent = await local.stripe.paymentIntents.retrieve(purchase.stripePaymentIntentId)
  return { ctx, purchase, charge: String(intent.latest_charge) }
}
type Bought = Awaited<ReturnType<typeof bought>>

const spend = ({ ctx }: Bought, credits: number) => post(ctx.workspaceId, charge(credits))
const refund = (it: Bought, amount?: number) =>
  local.stripe.refunds.create({ charge: it.charge, ...(amount && { amount }) })
const dispute = async (it: Bought, over: object = {}) =>
  String((await control(local.url, 'disputes', { charge: it.charge, ...over })).id)
const close = (id: string, outcome: 'won' | 'lost') => control(local.url, `disputes/${id}/close`, { outcome })

async function settled(it: Bought) {
  await syncPayment(it.charge)
  const { extraLeft: left, frozen } = await readAccount(it.ctx.workspaceId)
  const { takenBack, shortfall, expired } = (await lotOfPurchase(it.purchase)) ?? {}
  return { left, frozen, takenBack, shortfall, expired }
}
const found = async ({ ctx }: Bought) =>
  (await openFindings()).filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
const amounts = async ({ purchase }: Bought) => {
  const rows = await system()
    .select({ amount: creditEntries.amount })
    .from(creditEntries)
    .where(eq(creditEntries.subjectId, purchase.id))
    .orderBy(creditEntries.seq)
  return rows.map(({ amount }) => amount)
}

describe('R18: disputes', () => {
  it('freezes the disputed share alone', async () => {
    const it = await bought()
    await spend(it, 100)
    const id = await dispute(it, { amount: 3_000 })
    expect(await settled(it)).toMatchObject({ left: 150, frozen: 250, takenBack: 0 })
    expect(await spend(it, 150)).toMatchObject({ ok: true })
    await close(id, 'lost')
    expect(await settled(it)).toMatchObject({ left: 0, frozen: 0, takenBack: 250, shortfall: 0 })
  })

  it('adds up several disputes of one payment, and each ends as it ends', async () => {
    const it = await bought()
    const first = await dispute(it, { amount: 1_200 })
    const second = await dispute(it, { amount: 2_400 })
    expect(await settled(it)).toMatchObject({ left: 200, frozen: 300 })
    await close(first, 'lost')
    expect(await settled(it)).toMatchObject({ left: 200, frozen: 200, takenBack: 100 })
    await close(second, 'won')
    expect(await settled(it)).toMatchObject({ left: 400, frozen: 0, takenBack: 100 })
    expect(await amounts(it)).toEqual([500, -100])
  })

  it('gives back what a lost dispute took when the bank reverses it', async () => {
    const it = await bought()
    await spend(it, 100)
    const id = await dispute(it)
    await close(id, 'lost')
    expect(await settled(it)).toMatchObject({ left: 0, takenBack: 400, shortfall: 100 })
    expect(await found(it)).toMatchObject([{ kind: 'shortfall' }])
    await control(local.url, `disputes/${id}/reverse`, {})
    expect(await settled(it)).toMatchObject({ left: 400, frozen: 0, takenBack: 0, shortfall: 0 })
    expect(await found(it)).toEqual([])
    expect(await amounts(it)).toEqual([500, -400, 400])
  })

  it('does nothing for an inquiry until it becomes a dispute', async () => {
    const [asked, escalated] = [await bought({ cardNumber: '4000000000001976' }), await bought()]
    expect(await settled(asked)).toMatchObject({ left: 500, frozen: 0 })
    const [inquiry] = (await local.stripe.disputes.list({ charge: asked.charge })).data
    expect(inquiry?.status).toBe('warning_needs_response')
    await close(inquiry?.id ?? '', 'lost')
    expect((await local.stripe.disputes.retrieve(inquiry?.id ?? '')).status).toBe('warning_closed')
    expect(await settled(asked)).toMatchObject({ left: 500, takenBack: 0 })
    const id = await dispute(escalated, { inquiry: true })
    expect(await settled(escalated)).toMatchObject({ left: 500, frozen: 0 })
    await control(local.url, `disputes/${id}/escalate`, {})
    expect(await settled(escalated)).toMatchObject({ left: 0, frozen: 500 })
  })
})

describe('R18: refunds', () => {
  it('gives credits back when a refund fails, again when another one does, and tells operators', async () => {
    const it = await bought()
    await spend(it, 100)
    for (const outcome of ['failed', 'canceled'] as const) {
      const { id } = await refund(it)
      expect(await settled(it)).toMatchObject({ left: 0, takenBack: 400, shortfall: 100 })
      await control(local.url, `refunds/${id}/fail`, { outcome })
      expect(await settled(it)).toMatchObject({ left: 400, takenBack: 0, shortfall: 0 })
      // A refund that somebody canceled is nothing to look into.
      const kinds = (await found(it)).map(({ kind }) => kind)
      expect(kinds).toEqual(outcome === 'failed' ? ['refund-failed'] : [])
    }
    expect(await amounts(it)).toEqual([500, -400, 400, -400, 400])
    const paid = await findPurchase(it.ctx.workspaceId, it.purchase.id)
    expect(paid).toMatchObject({ refundedCents: 0 })
  })

  it('takes and claims nothing for credits that had expired, and says so', async () => {
    const it = await bought()
    await spend(it, 100)
    await system().execute(sql`insert into time_machine (offset_seconds) values (${40 * 86_400})
      on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`)
    try {
      await refund(it)
      expect(await settled(it)).toMatchObject({ left: 0, takenBack: 0, expired: 400, shortfall: 100 })
      const [finding] = await found(it)
      expect(finding?.what).toContain('100 credits of purchase')
      expect(finding?.what).toContain('400 credits of it expired unused and are not owed')
    } finally {
      await system().execute(sql`update time_machine set offset_seconds = 0`)
    }
  })

  it('ends with the newest picture, however many processes read the payment while it changes', async () => {
    const it = await bought()
    const { id } = await refund(it)
    await Promise.all([
      settled(it),
      settled(it),
      control(local.url, `refunds/${id}/fail`, {}).then(() => settled(it)),
      settled(it),
    ])
    expect(await settled(it)).toMatchObject({ left: 500, takenBack: 0 })
  })
})

describe('R30: reconciliation', () => {
  const warn = (it: Bought) => control(local.url, 'early_fraud_warnings', { charge: it.charge })

  it('R18: finds a refund that failed and a dispute that was decided, long after they were made', async () => {
    const [refunded, disputed] = [await bought(), await bought()]
    const { id } = await refund(refunded)
    const opened = await dispute(disputed)
    expect(await settled(refunded)).toMatchObject({ left: 0 })
    expect(await settled(disputed)).toMatchObject({ left: 0, frozen: 500 })
    await control(local.url, 'clock/advance', { seconds: 20 * 86_400 })
    await system().execute(sql`insert into time_machine (offset_seconds) values (${20 * 86_400})
      on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`)
    await control(local.url, `refunds/${id}/fail`, {})
    await close(opened, 'won')
    await reconcile(1)
    expect(await readAccount(refunded.ctx.workspaceId)).toMatchObject({ extraLeft: 500 })
    expect(await readAccount(disputed.ctx.workspaceId)).toMatchObject({ extraLeft: 500, frozen: 0 })
  })

  it('R18: finds the warning that no event reported', async () => {
    const it = await bought()
    await warn(it)
    await reconcile(1)
    expect(await found(it)).toMatchObject([{ kind: 'early-fraud-warning', stripeId: it.charge }])
  })
})

it('R10: the ledger agrees with itself after all of this', async () => {
  expect((await verifyLedger()).differences).toEqual([])
})

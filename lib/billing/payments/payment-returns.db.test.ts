import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { creditEntries } from '@/db/schema'
import { readAccount } from '@/lib/credits/read/read'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { type Bought, bought, dispute, findingsOf, spend } from '@/local/test/buyers'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { findLotOfPurchase, findPurchase } from '../checkout/purchase.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { syncPayment } from './sync-payment.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

const refund = (it: Bought, amount?: number) =>
  local.stripe.refunds.create({ charge: it.charge, ...(amount && { amount }) })
const close = (id: string, outcome: 'won' | 'lost') => control(local.url, `disputes/${id}/close`, { outcome })

async function settled(it: Bought) {
  await syncPayment(it.charge)
  const { extraLeft: left, frozen } = await readAccount(it.ctx.workspaceId)
  const { takenBack, shortfall, expired } = (await findLotOfPurchase(it.purchase)) ?? {}
  return { left, frozen, takenBack, shortfall, expired }
}
const amounts = async ({ purchase }: Bought) => {
  const rows = await system()
    .select({ amount: creditEntries.amount })
    .from(creditEntries)
    .where(eq(creditEntries.subjectId, purchase.id))
    .orderBy(creditEntries.seq)
  return rows.map(({ amount }) => amount)
}

describe('R18: disputes', () => {
  it('freezes only the disputed share', async () => {
    const it = await bought(local)
    await spend(it, 100)
    const id = await dispute(local, it, { amount: 3_000 })
    expect(await settled(it)).toMatchObject({ left: 150, frozen: 250, takenBack: 0 })
    expect(await spend(it, 150)).toMatchObject({ ok: true })
    await close(id, 'lost')
    expect(await settled(it)).toMatchObject({ left: 0, frozen: 0, takenBack: 250, shortfall: 0 })
  })

  it('adds up several disputes of one payment with different outcomes', async () => {
    const it = await bought(local)
    const first = await dispute(local, it, { amount: 1_200 })
    const second = await dispute(local, it, { amount: 2_400 })
    expect(await settled(it)).toMatchObject({ left: 200, frozen: 300 })
    await close(first, 'lost')
    expect(await settled(it)).toMatchObject({ left: 200, frozen: 200, takenBack: 100 })
    await close(second, 'won')
    expect(await settled(it)).toMatchObject({ left: 400, frozen: 0, takenBack: 100 })
    expect(await amounts(it)).toEqual([500, -100])
  })

  it('restores the credits of a lost dispute when the bank reverses it', async () => {
    const it = await bought(local)
    await spend(it, 100)
    const id = await dispute(local, it)
    await close(id, 'lost')
    expect(await settled(it)).toMatchObject({ left: 0, takenBack: 400, shortfall: 100 })
    expect(await findingsOf(it)).toMatchObject([{ kind: 'shortfall' }])
    await control(local.url, `disputes/${id}/reverse`, {})
    expect(await settled(it)).toMatchObject({ left: 400, frozen: 0, takenBack: 0, shortfall: 0 })
    expect(await findingsOf(it)).toEqual([])
    expect(await amounts(it)).toEqual([500, -400, 400])
  })

  it('does nothing for an inquiry until it becomes a dispute', async () => {
    const [inquired, escalated] = [
      await bought(local, { cardNumber: '4000000000001976' }),
      await bought(local),
    ]
    expect(await settled(inquired)).toMatchObject({ left: 500, frozen: 0 })
    const [inquiry] = (await local.stripe.disputes.list({ charge: inquired.charge })).data
    expect(inquiry?.status).toBe('warning_needs_response')
    await close(inquiry?.id ?? '', 'lost')
    expect((await local.stripe.disputes.retrieve(inquiry?.id ?? '')).status).toBe('warning_closed')
    expect(await settled(inquired)).toMatchObject({ left: 500, takenBack: 0 })
    const id = await dispute(local, escalated, { inquiry: true })
    expect(await settled(escalated)).toMatchObject({ left: 500, frozen: 0 })
    await control(local.url, `disputes/${id}/escalate`, {})
    expect(await settled(escalated)).toMatchObject({ left: 0, frozen: 500 })
  })
})

describe('R18: refunds', () => {
  it('restores credits each time a refund fails, and reports it', async () => {
    const it = await bought(local)
    await spend(it, 100)
    for (const outcome of ['failed', 'canceled'] as const) {
      const { id } = await refund(it)
      expect(await settled(it)).toMatchObject({ left: 0, takenBack: 400, shortfall: 100 })
      await control(local.url, `refunds/${id}/fail`, { outcome })
      expect(await settled(it)).toMatchObject({ left: 400, takenBack: 0, shortfall: 0 })
      // A canceled refund is not a discrepancy.
      const kinds = (await findingsOf(it)).map(({ kind }) => kind)
      expect(kinds).toEqual(outcome === 'failed' ? ['refund-failed'] : [])
    }
    expect(await amounts(it)).toEqual([500, -400, 400, -400, 400])
    const paid = await findPurchase(it.ctx.workspaceId, it.purchase.id)
    expect(paid).toMatchObject({ refundedCents: 0 })
  })

  it('ignores expired credits and reports it', async () => {
    const it = await bought(local)
    await spend(it, 100)
    await system().execute(sql`insert into time_machine (offset_seconds) values (${40 * 86_400})
      on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`)
    try {
      await refund(it)
      expect(await settled(it)).toMatchObject({ left: 0, takenBack: 0, expired: 400, shortfall: 100 })
      const [finding] = await findingsOf(it)
      expect(finding?.what).toContain('100 credits of purchase')
      expect(finding?.what).toContain('400 credits of it expired unused and are not owed')
    } finally {
      await system().execute(sql`update time_machine set offset_seconds = 0`)
    }
  })

  it('ends with the newest state when several processes read the payment while it changes', async () => {
    const it = await bought(local)
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

  it('R18: finds old refunds that failed and old disputes that were decided', async () => {
    const [refunded, disputed] = [await bought(local), await bought(local)]
    const { id } = await refund(refunded)
    const opened = await dispute(local, disputed)
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

  it('R18: finds a fraud warning without an event', async () => {
    const it = await bought(local)
    await warn(it)
    await reconcile(1)
    expect(await findingsOf(it)).toMatchObject([{ kind: 'early-fraud-warning', stripeId: it.charge }])
  })
})

it('R10: the ledger is consistent after all of this', async () => {
  expect((await verifyLedger()).differences).toEqual([])
})

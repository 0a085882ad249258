import { randomUUID } from 'node:crypto'
import { eventually } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { system } from '@/db/client'
import { autoTopUpMonths, autoTopUps, packs, subscriptions } from '@/db/schema'
import { brokenBy } from '@/db/testing'
import { post } from '@/lib/credits/post'
import { grant } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { explainBalance } from '../statement/explain/explain-balance.ts'
import { getStatementPage } from '../statement/statement.ts'
import { stripe } from '../stripe/client.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { receiveWebhook } from '../stripe/webhooks/inbox.ts'
import { runAutoTopUps } from './continue-top-up.ts'
import { readAutoTopUp } from './read-auto-top-up.ts'
import { disableAutoTopUp, saveAutoTopUp } from './save-auto-top-up.ts'
import { startTopUp } from './start-top-ups.ts'
import {
  attemptsOf,
  creditsLeft,
  crossThreshold,
  listInvoices,
  local,
  monthsOf,
  settingsOf,
  setUpLocalStripe,
  spendCredits,
  topUpsOf,
  wanted,
  withAutoTopUp,
} from './testing.ts'

setUpLocalStripe()

describe('R48: crossing the threshold', () => {
  it('buys the pack once, though the job runs five times at once', async () => {
    const ctx = await withAutoTopUp()
    await runAutoTopUps()
    expect(await topUpsOf(ctx)).toEqual([])
    await spendCredits(ctx, 100)
    await Promise.all(Array.from({ length: 5 }, () => runAutoTopUps()))
    await runAutoTopUps()
    expect(await creditsLeft(ctx)).toBe(550)
    expect(await topUpsOf(ctx)).toMatchObject([
      { status: 'fulfilled', credits: 500, priceCents: 6_000, paidCents: 6_000, boughtBy: ctx.userId },
    ])
    expect(await listInvoices(ctx)).toMatchObject([
      { status: 'paid', total: 6_000, description: 'Auto top-up' },
    ])
    expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 6_000, maxCents: 24_000, refusedAt: null }])
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, attempts: 1, totalCents: 6_000 })
  })

  it('is named as such in the statement, in the explanation of the balance and among the invoices', async () => {
    const ctx = await withAutoTopUp()
    await crossThreshold(ctx)
    const { rows } = await getStatementPage(ctx)
    expect(rows[0]).toMatchObject({ what: 'Auto top-up', amountCredits: 500, note: 'Paid $60' })
    expect((await getStatementPage({ ...ctx, role: 'member' })).rows[0]).toMatchObject({
      what: 'Auto top-up',
    })
    const explanation = await explainBalance(ctx)
    expect(explanation.lots).toMatchObject([{ what: '500 credits from auto top-up' }])
    expect(explanation.latest[0]).toMatchObject({ what: 'Auto top-up' })
    const bought = async () =>
      (await explainBalance(ctx)).changes
        .filter(({ what }) => ['Auto top-up', 'Credits bought'].includes(what))
        .map(({ what, credits, times }) => ({ what, credits, times }))
    expect(await bought()).toEqual([{ what: 'Auto top-up', credits: 500, times: 1 }])
    // A pack that someone bought is a sum of its own.
    await post(ctx.workspaceId, grant(50, { actorId: ctx.userId }))
    expect(await bought()).toEqual([
      { what: 'Credits bought', credits: 50, times: 1 },
      { what: 'Auto top-up', credits: 500, times: 1 },
    ])
    const { records } = await listBillingRecords(ctx)
    expect(records).toMatchObject([
      { what: 'Auto top-up: 500 extra credits', amountCents: 6_000, status: 'paid' },
    ])
    expect(await readAutoTopUp(ctx)).toMatchObject({
      state: 'on',
      usedCents: 6_000,
      monthlyMaxCents: 24_000,
      card: 'Visa ending in 4242',
    })
  })

  it('buys nothing when it is off, on a past-due plan, or while the balance is at the threshold', async () => {
    const off = await withAutoTopUp()
    await disableAutoTopUp(off)
    await crossThreshold(off)
    const overdue = await withAutoTopUp()
    await system()
      .update(subscriptions)
      .set({ status: 'past_due' })
      .where(eq(subscriptions.workspaceId, overdue.workspaceId))
    await crossThreshold(overdue)
    expect(await startTopUp(overdue.workspaceId)).toBeNull()
    const at = await withAutoTopUp()
    await spendCredits(at, 50)
    await runAutoTopUps()
    for (const ctx of [off, overdue, at]) expect(await topUpsOf(ctx)).toEqual([])
  })

  it('stops when the pack costs something else than was agreed to', async () => {
    const ctx = await withAutoTopUp()
    await system().update(packs).set({ priceCents: 6_100 }).where(eq(packs.key, 'medium'))
    try {
      await crossThreshold(ctx)
    } finally {
      await system().update(packs).set({ priceCents: 6_000 }).where(eq(packs.key, 'medium'))
    }
    expect(await topUpsOf(ctx)).toEqual([])
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, stoppedReason: 'price-changed' })
  })

  const steps = [
    ['invoices', 'create'],
    ['invoiceItems', 'create'],
    ['invoices', 'finalizeInvoice'],
    ['invoices', 'pay'],
    ['invoicePayments', 'list'],
    ['paymentIntents', 'retrieve'],
    ['invoices', 'retrieve'],
  ] as const

  it.each(steps)('is paid once when Stripe does not answer %s.%s', async (resource, method) => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    const target = stripe()[resource] as unknown as Record<string, () => Promise<unknown>>
    vi.spyOn(target, method).mockRejectedValueOnce(new Error('no answer'))
    await runAutoTopUps()
    await runAutoTopUps()
    expect(await creditsLeft(ctx)).toBe(550)
    expect(await listInvoices(ctx)).toMatchObject([{ status: 'paid' }])
  })

  it.each(steps.slice(0, 4))('is paid once when the process dies after %s.%s', async (resource, method) => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    const target = stripe()[resource] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>
    const real = target[method]?.bind(target)
    vi.spyOn(target, method).mockImplementationOnce(async (...given) => {
      await real?.(...given)
      throw new Error('the process died')
    })
    await runAutoTopUps()
    await reconcile(1)
    expect(await creditsLeft(ctx)).toBe(550)
    expect(await listInvoices(ctx)).toMatchObject([{ status: 'paid' }])
    expect(await topUpsOf(ctx)).toMatchObject([{ status: 'fulfilled' }])
  })

  it('goes on from a purchase that was recorded before the process died, also when it was turned off since', async () => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    expect(await startTopUp(ctx.workspaceId)).not.toBeNull()
    expect(await startTopUp(ctx.workspaceId)).toBeNull()
    await disableAutoTopUp(ctx)
    await runAutoTopUps()
    expect(await creditsLeft(ctx)).toBe(550)
    await spendCredits(ctx, 500)
    await runAutoTopUps()
    expect(await topUpsOf(ctx)).toHaveLength(1)
  })

  it('is not charged when the plan has ended in the meantime', async () => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    vi.spyOn(stripe().invoices, 'pay').mockRejectedValueOnce(new Error('no answer'))
    await runAutoTopUps()
    await system()
      .update(subscriptions)
      .set({ status: 'canceled' })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await runAutoTopUps()
    expect(await listInvoices(ctx)).toMatchObject([{ status: 'void' }])
    expect(await attemptsOf(ctx)).toMatchObject([{ failure: 'plan-ended', reservedCents: 0 }])
    expect(await creditsLeft(ctx)).toBe(50)
  })

  it('is granted by the webhook of its invoice, and twice is once', async () => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    vi.spyOn(stripe().invoices, 'pay').mockImplementationOnce(async (id) => {
      await local.stripe.invoices.pay(id)
      vi.spyOn(stripe().invoices, 'retrieve').mockRejectedValueOnce(new Error('the process died'))
      throw new Error('the process died')
    })
    await runAutoTopUps()
    expect(await creditsLeft(ctx)).toBe(50)
    const [invoice] = await listInvoices(ctx)
    const paid = await eventually(() =>
      local.received.find(({ body }) => body.includes('"invoice.paid"') && body.includes(invoice?.id ?? '')),
    )
    expect(await receiveWebhook(paid.body, paid.signature)).toMatchObject({ status: 'applied' })
    await receiveWebhook(paid.body, paid.signature)
    expect(await creditsLeft(ctx)).toBe(550)
  })
})

describe('R48: the monthly maximum', () => {
  it('buys nothing beyond it, notes that once, and goes on when it is raised', async () => {
    const ctx = await withAutoTopUp({ monthlyMax: '100' })
    await crossThreshold(ctx)
    await spendCredits(ctx, 500)
    await runAutoTopUps()
    await runAutoTopUps()
    expect(await topUpsOf(ctx)).toHaveLength(1)
    const [month] = await monthsOf(ctx)
    expect(month).toMatchObject({ reservedCents: 6_000, maxCents: 10_000 })
    expect(month?.refusedAt).not.toBeNull()
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, stoppedReason: null, attempts: 1 })
    expect(await readAutoTopUp(ctx)).toMatchObject({ state: 'maximum' })
    await saveAutoTopUp(ctx, wanted({ monthlyMax: '120' }))
    await runAutoTopUps()
    expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 12_000, maxCents: 12_000 }])
    // A lower maximum stops what is to come; what was spent stays within it.
    await saveAutoTopUp(ctx, wanted({ monthlyMax: '60' }))
    expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 12_000, maxCents: 12_000 }])
  })

  it('is held by the database, whatever the code does', async () => {
    const ctx = await withAutoTopUp()
    await crossThreshold(ctx)
    const isMonth = eq(autoTopUpMonths.workspaceId, ctx.workspaceId)
    const over = system().update(autoTopUpMonths).set({ reservedCents: 24_001 }).where(isMonth)
    expect(await brokenBy(over)).toBe('auto_top_up_months_maximum')
    const second = (status: 'open' | 'processing') =>
      system().execute(sql`insert into purchases (workspace_id, id, pack_key, credits, price_cents, bought_by, origin, status)
        values (${ctx.workspaceId}, ${randomUUID()}, 'medium', 500, 6000, 0, 'auto-top-up', ${status})`)
    await second('open')
    expect(await brokenBy(second('processing'))).toBe('purchases_auto_top_up_open')
    const withoutCard = system()
      .update(autoTopUps)
      .set({ paymentMethodId: null })
      .where(eq(autoTopUps.workspaceId, ctx.workspaceId))
    expect(await brokenBy(withoutCard)).toBe('auto_top_ups_card')
    await system().execute(
      sql`update purchases set status = 'expired' where workspace_id = ${ctx.workspaceId} and status = 'open'`,
    )
  })
})

it('R10, R48: leaves no finding, and the ledger agrees with itself after all of this', async () => {
  expect((await openDiscrepancies()).filter(({ kind }) => kind !== 'lost-customer')).toEqual([])
  expect((await verifyLedger()).differences).toEqual([])
})

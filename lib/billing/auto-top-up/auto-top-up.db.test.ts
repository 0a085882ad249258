import { randomUUID } from 'node:crypto'
import { eventually, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { system } from '@/db/client'
import { autoTopUpMonths, autoTopUps, packs, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { grant } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { syncPayment } from '../payments/sync-payment.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { explainBalance } from '../statement/explain-balance.ts'
import { getStatementPage } from '../statement/statement.ts'
import { stripe } from '../stripe/client.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { receiveWebhook } from '../stripe/webhooks/inbox.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { continueTopUp, runAutoTopUps } from './continue-top-up.ts'
import { readAutoTopUp } from './read-auto-top-up.ts'
import { disableAutoTopUp, saveAutoTopUp } from './save-auto-top-up.ts'
import { changeAutoTopUpCard } from './save-card.ts'
import { startTopUp } from './start-top-ups.ts'
import {
  attemptsOf,
  cards,
  creditsLeft,
  monthsOf,
  saveCardAt,
  settingsOf,
  spendCredits,
  topUpsOf,
  wanted,
  withAutoTopUp,
} from './testing.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => stopLocalStripe(local))

const listInvoices = async ({ workspaceId }: WorkspaceContext) => {
  const { stripeCustomerId } = await subscriptionOf(workspaceId)
  return (await local.stripe.invoices.list({ customer: stripeCustomerId ?? '' })).data
}

/** Spends down to 50 of 150 credits and lets the job run. */
async function cross(ctx: WorkspaceContext): Promise<void> {
  await spendCredits(ctx, 100)
  await runAutoTopUps()
}

describe('R48: turning auto top-up on', () => {
  it('saves a card on Stripe’s page first, and is on when the buyer returns', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, paymentMethodId: null })
    const page = await (await fetch(saved.url)).text()
    expect(page).toContain('buy 500 credits for $60 when you have fewer than 100, up to $240 a month')
    const session = await saveCardAt(saved.url)
    expect(await returnFromCheckout(ctx, session)).toBe(
      '/workspace-settings?tab=billing&view=payment&checkout=auto-top-up#auto-top-up',
    )
    expect(await settingsOf(ctx)).toMatchObject({
      enabled: true,
      cardBrand: 'visa',
      cardLast4: '4242',
      cardExpires: '12/2034',
    })
    // Again, as the webhook does: nothing else happens.
    expect(await returnFromCheckout(ctx, session)).toContain('checkout=auto-top-up')
    await disableAutoTopUp(ctx)
    await returnFromCheckout(ctx, session)
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false })
    // With a card that is saved no page is needed.
    expect(await saveAutoTopUp(ctx, wanted())).toEqual({ kind: 'on' })
  })

  it('stores the card by the job when nobody returned and no webhook came', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    await saveCardAt(saved.url)
    await runAutoTopUps()
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, setupSessionId: null })
  })

  it('opens the same page for the same request, and only the newest page counts', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const request = wanted()
    const [first, again] = [await saveAutoTopUp(ctx, request), await saveAutoTopUp(ctx, request)]
    expect(again).toEqual(first)
    const newer = await changeAutoTopUpCard(ctx, { requestId: randomUUID() })
    if (first.kind !== 'card-needed') throw new Error('a card was there')
    expect(await returnFromCheckout(ctx, await saveCardAt(first.url))).toContain('checkout=ended')
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false })
    expect(await returnFromCheckout(ctx, await saveCardAt(newer.url))).toContain('checkout=auto-top-up')
  })

  it('keeps buying with the card it has while another one is being saved', async () => {
    const ctx = await withAutoTopUp()
    const before = await settingsOf(ctx)
    const { url } = await changeAutoTopUpCard(ctx, { requestId: randomUUID() })
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, paymentMethodId: before.paymentMethodId })
    await returnFromCheckout(ctx, await saveCardAt(url, '5555555555554444'))
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, cardLast4: '4444' })
  })

  it('refuses trials, limits plans, a price that changed, and a maximum below one pack', async () => {
    const trial = await makeSubscriber('trial', 100, { status: 'trialing' })
    const limits = await makeSubscriber('agency', 0)
    const ctx = await makeSubscriber('growth', 150)
    await expect(saveAutoTopUp(trial, wanted())).rejects.toMatchObject({ code: 'pack.subscribe-first' })
    await expect(saveAutoTopUp(limits, wanted())).rejects.toMatchObject({ code: 'pack.limits-plan' })
    await expect(saveAutoTopUp(ctx, wanted({ pack: 'medium*500*1' }))).rejects.toMatchObject({
      code: 'price.changed',
    })
    await expect(saveAutoTopUp(ctx, wanted({ monthlyMax: '59' }))).rejects.toMatchObject({
      code: 'auto-top-up.maximum',
    })
    await expect(changeAutoTopUpCard(ctx, { requestId: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('R35: the card page of another workspace changes nothing', async () => {
    const [ctx, stranger] = [await makeSubscriber('growth', 150), await withAutoTopUp()]
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    const before = await settingsOf(stranger)
    expect(await returnFromCheckout(stranger, await saveCardAt(saved.url))).toContain('checkout=unknown')
    expect(await settingsOf(stranger)).toEqual(before)
  })
})

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
    await cross(ctx)
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
    await cross(off)
    const overdue = await withAutoTopUp()
    await system()
      .update(subscriptions)
      .set({ status: 'past_due' })
      .where(eq(subscriptions.workspaceId, overdue.workspaceId))
    await cross(overdue)
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
      await cross(ctx)
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

describe('R48: a payment that fails', () => {
  it.each([
    ['declined', cards.declinedLater],
    ['authentication-required', cards.asksAlways],
  ] as const)('stops: %s', async (reason, card) => {
    const ctx = await withAutoTopUp({}, card)
    await cross(ctx)
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, stoppedReason: reason })
    expect(await topUpsOf(ctx)).toMatchObject([{ status: 'failed' }])
    expect(await attemptsOf(ctx)).toMatchObject([{ failure: reason, reservedCents: 0 }])
    expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 0 }])
    expect(await listInvoices(ctx)).toMatchObject([{ status: 'void' }])
    await runAutoTopUps()
    expect(await topUpsOf(ctx)).toHaveLength(1)
    expect(await creditsLeft(ctx)).toBe(50)
    // A person turns it on again, with another card.
    const { url } = await changeAutoTopUpCard(ctx, { requestId: randomUUID() })
    await returnFromCheckout(ctx, await saveCardAt(url))
    await runAutoTopUps()
    expect(await creditsLeft(ctx)).toBe(550)
    expect(await topUpsOf(ctx)).toHaveLength(2)
  })

  it('is known by its webhook, and ends whole when the process dies on the way', async () => {
    const ctx = await withAutoTopUp({}, cards.declinedLater)
    await spendCredits(ctx, 100)
    vi.spyOn(stripe().invoices, 'voidInvoice').mockRejectedValueOnce(new Error('no answer'))
    await runAutoTopUps()
    expect(await attemptsOf(ctx)).toMatchObject([{ failure: 'declined', reservedCents: 6_000 }])
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true })
    const [invoice] = await listInvoices(ctx)
    const failed = await eventually(() =>
      local.received.find(
        ({ body }) => body.includes('"invoice.payment_failed"') && body.includes(invoice?.id ?? ''),
      ),
    )
    await receiveWebhook(failed.body, failed.signature)
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, stoppedReason: 'declined' })
    expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 0 }])
  })

  it('stops when the card was removed at Stripe, and when the customer was deleted', async () => {
    const [removed, deleted] = [await withAutoTopUp(), await withAutoTopUp()]
    await local.stripe.paymentMethods.detach((await settingsOf(removed)).paymentMethodId ?? '')
    await cross(removed)
    await local.stripe.customers.del((await settingsOf(deleted)).stripeCustomerId ?? '')
    await cross(deleted)
    for (const ctx of [removed, deleted]) {
      expect(await settingsOf(ctx)).toMatchObject({ enabled: false, stoppedReason: 'card-missing' })
      expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 0 }])
      expect(await creditsLeft(ctx)).toBe(50)
    }
  })

  it('stops when an operator voids the invoice, and nothing else is bought', async () => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    vi.spyOn(stripe().invoices, 'pay').mockRejectedValueOnce(new Error('no answer'))
    await runAutoTopUps()
    const [invoice] = await listInvoices(ctx)
    await local.stripe.invoices.voidInvoice(invoice?.id ?? '')
    await runAutoTopUps()
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, stoppedReason: 'invoice-failed' })
    expect(await topUpsOf(ctx)).toMatchObject([{ status: 'failed' }])
  })
})

describe('R48: the monthly maximum', () => {
  it('buys nothing beyond it, notes that once, and goes on when it is raised', async () => {
    const ctx = await withAutoTopUp({ monthlyMax: '100' })
    await cross(ctx)
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
    await cross(ctx)
    const isMonth = eq(autoTopUpMonths.workspaceId, ctx.workspaceId)
    const over = system().update(autoTopUpMonths).set({ reservedCents: 24_001 }).where(isMonth)
    await expect(over).rejects.toMatchObject({ cause: { constraint_name: 'auto_top_up_months_maximum' } })
    const second = (status: 'open' | 'processing') =>
      system().execute(sql`insert into purchases (workspace_id, id, pack_key, credits, price_cents, bought_by, origin, status)
        values (${ctx.workspaceId}, ${randomUUID()}, 'medium', 500, 6000, 0, 'auto-top-up', ${status})`)
    await second('open')
    await expect(second('processing')).rejects.toMatchObject({
      cause: { constraint_name: 'purchases_auto_top_up_open' },
    })
    await expect(
      system()
        .update(autoTopUps)
        .set({ paymentMethodId: null })
        .where(eq(autoTopUps.workspaceId, ctx.workspaceId)),
    ).rejects.toMatchObject({ cause: { constraint_name: 'auto_top_ups_card' } })
    await system().execute(
      sql`update purchases set status = 'expired' where workspace_id = ${ctx.workspaceId} and status = 'open'`,
    )
  })
})

describe('R18, R48: money that goes back', () => {
  it('takes the credits of a refunded top-up, found by webhook or by reconciliation', async () => {
    const [notificationKindsOf, found] = [await withAutoTopUp(), await withAutoTopUp()]
    const chargeOf = async (ctx: WorkspaceContext) => {
      const [purchase] = await topUpsOf(ctx)
      const intent = await local.stripe.paymentIntents.retrieve(purchase?.stripePaymentIntentId ?? '')
      return String(intent.latest_charge)
    }
    for (const ctx of [notificationKindsOf, found]) {
      await cross(ctx)
      await local.stripe.refunds.create({ charge: await chargeOf(ctx), amount: 3_000 })
    }
    await syncPayment(await chargeOf(notificationKindsOf))
    await reconcile(1)
    for (const ctx of [notificationKindsOf, found]) {
      expect(await creditsLeft(ctx)).toBe(300)
      expect(await topUpsOf(ctx)).toMatchObject([{ refundedCents: 3_000 }])
    }
  })

  it('finds the purchase of a charge whose payment was not stored yet', async () => {
    const ctx = await withAutoTopUp()
    await spendCredits(ctx, 100)
    const id = (await startTopUp(ctx.workspaceId)) ?? ''
    vi.spyOn(stripe().invoicePayments, 'list')
      .mockResolvedValueOnce({ data: [] } as never)
      .mockRejectedValueOnce(new Error('the process died'))
    await expect(continueTopUp(ctx.workspaceId, id)).rejects.toThrow('the process died')
    expect(await topUpsOf(ctx)).toMatchObject([{ status: 'open', stripePaymentIntentId: null }])
    const { stripeCustomerId } = await subscriptionOf(ctx.workspaceId)
    const [charge] = (await local.stripe.charges.list({ customer: stripeCustomerId ?? '' })).data
    await local.stripe.refunds.create({ charge: charge?.id ?? '' })
    expect(await syncPayment(charge?.id ?? '')).toBe(ctx.workspaceId)
    expect(await topUpsOf(ctx)).toMatchObject([{ status: 'fulfilled', refundedCents: 6_000 }])
    expect(await creditsLeft(ctx)).toBe(50)
  })
})

it('R10, R48: leaves no finding, and the ledger agrees with itself after all of this', async () => {
  expect((await openDiscrepancies()).filter(({ kind }) => kind !== 'lost-customer')).toEqual([])
  expect((await verifyLedger()).differences).toEqual([])
})

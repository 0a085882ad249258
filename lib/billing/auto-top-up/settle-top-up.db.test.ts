import { randomUUID } from 'node:crypto'
import { eventually } from '@market-trak/stripe-emulator/testing'
import { describe, expect, it, vi } from 'vitest'
import type { WorkspaceContext } from '@/lib/core/context'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { syncPayment } from '../payments/sync-payment.ts'
import { stripe } from '../stripe/client.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { receiveWebhook } from '../stripe/webhooks/inbox.ts'
import { subscriptionOf } from '../testing.ts'
import { changeAutoTopUpCard } from './card/save-card.ts'
import { continueTopUp, runAutoTopUps } from './continue-top-up.ts'
import { startTopUp } from './start-top-ups.ts'
import {
  attemptsOf,
  cards,
  creditsLeft,
  crossThreshold,
  listInvoices,
  local,
  monthsOf,
  saveCardAt,
  settingsOf,
  setUpLocalStripe,
  spendCredits,
  topUpsOf,
  withAutoTopUp,
} from './testing.ts'

setUpLocalStripe()

describe('R48: a payment that fails', () => {
  it.each([
    ['declined', cards.declinedLater],
    ['authentication-required', cards.asksAlways],
  ] as const)('stops: %s', async (reason, card) => {
    const ctx = await withAutoTopUp({}, card)
    await crossThreshold(ctx)
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
    await crossThreshold(removed)
    await local.stripe.customers.del((await settingsOf(deleted)).stripeCustomerId ?? '')
    await crossThreshold(deleted)
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

describe('R18, R48: money that goes back', () => {
  it('takes the credits of a refunded top-up, found by webhook or by reconciliation', async () => {
    const [notificationKindsOf, found] = [await withAutoTopUp(), await withAutoTopUp()]
    const chargeOf = async (ctx: WorkspaceContext) => {
      const [purchase] = await topUpsOf(ctx)
      const intent = await local.stripe.paymentIntents.retrieve(purchase?.stripePaymentIntentId ?? '')
      return String(intent.latest_charge)
    }
    for (const ctx of [notificationKindsOf, found]) {
      await crossThreshold(ctx)
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

import { randomUUID } from 'node:crypto'
import { control, postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { billingFindings, purchases } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { getBillingDetails } from '../customer/billing-details.ts'
import { getReceiptUrl } from '../payments/receipt.ts'
import { previewChange } from '../plan-changes/preview-change.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { getStatementPage } from '../statement/statement.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { stampOf } from '../stripe/stamp.ts'
import { makeSubscriber, setTestEnv } from '../testing.ts'
import { buyPack } from './buy-pack.ts'
import { fulfillCheckout } from './fulfill.ts'
import { subscribe } from './subscribe/subscribe.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: local.secret,
    STRIPE_TAX: 'on',
    STRIPE_PROMOTION_CODES: 'on',
  })
  for (const [code, percent_off] of [
    ['SAVE20', 20],
    ['FREE', 100],
  ] as const) {
    const coupon = await local.stripe.coupons.create({ percent_off })
    await local.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
  }
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))

async function stored(ctx: WorkspaceContext) {
  const [row] = await system().select().from(purchases).where(eq(purchases.workspaceId, ctx.workspaceId))
  if (!row) throw new Error('the purchase is stored')
  return row
}

async function paid(form: Record<string, string>, ctx?: WorkspaceContext) {
  const buyer = ctx ?? (await makeSubscriber('growth', 0))
  const { url } = await buyPack(buyer, { purchaseId: randomUUID(), ...small })
  const answer = await postForm(url, form)
  if (answer.status !== 303) throw new Error(await answer.text())
  const { stripeSessionId } = await stored(buyer)
  return { ctx: buyer, session: stripeSessionId ?? '' }
}

describe('R27: fulfillment depends on the order, not on the total', () => {
  it('grants a pack with tax and stores the tax separately', async () => {
    const { ctx, session } = await paid({ country: 'CA', postalCode: 'K1A 0B1' })
    expect(await fulfillCheckout(session)).toMatchObject({ kind: 'credits', credits: 100 })
    expect(await left(ctx)).toBe(100)
    expect(await stored(ctx)).toMatchObject({
      status: 'fulfilled',
      priceCents: 1_500,
      paidCents: 1_695,
      taxCents: 195,
    })
  })

  it('grants a pack bought with a promotion code, and removes the refunded share of what was paid (R18)', async () => {
    const { ctx, session } = await paid({ country: 'US', promotionCode: 'SAVE20' })
    await fulfillCheckout(session)
    expect(await stored(ctx)).toMatchObject({ paidCents: 1_296, taxCents: 96, discountCents: 300 })
    const payment = (await stored(ctx)).stripePaymentIntentId ?? ''
    await local.stripe.refunds.create({ payment_intent: payment, amount: 648 })
    await fulfillCheckout(session)
    expect(await left(ctx)).toBe(50)
  })

  it('refunds of a taxed pack may exceed its price (R18)', async () => {
    const { ctx, session } = await paid({ country: 'CA', postalCode: 'K1A 0B1' })
    await fulfillCheckout(session)
    await local.stripe.refunds.create({ payment_intent: (await stored(ctx)).stripePaymentIntentId ?? '' })
    await fulfillCheckout(session)
    expect(await left(ctx)).toBe(0)
    expect(await stored(ctx)).toMatchObject({ refundedCents: 1_695 })
    expect((await listBillingRecords(ctx)).records[0]).toMatchObject({ status: 'refunded' })
  })

  it('grants a pack made free by a promotion code once', async () => {
    const { ctx, session } = await paid({ country: 'US', promotionCode: 'FREE', cardNumber: '' })
    await Promise.all([fulfillCheckout(session), fulfillCheckout(session)])
    await reconcile(1)
    expect(await left(ctx)).toBe(100)
    expect(await stored(ctx)).toMatchObject({
      status: 'fulfilled',
      paidCents: 0,
      stripePaymentIntentId: null,
    })
    const { rows } = await getStatementPage(ctx)
    expect(rows.filter(({ what }) => what === 'Credits bought')).toHaveLength(1)
  })

  it('reconciliation finds a taxed pack without a webhook', async () => {
    const { ctx } = await paid({ country: 'DE' })
    expect(await left(ctx)).toBe(0)
    await reconcile(1)
    expect(await left(ctx)).toBe(100)
  })

  it('grants nothing for the checkout of another order, and reports it', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await buyPack(ctx, { purchaseId: randomUUID(), ...small })
    const { id: purchaseId } = await stored(ctx)
    const metadata = {
      ...stampOf(ctx.workspaceId),
      workspace_id: String(ctx.workspaceId),
      purchase_id: purchaseId,
    }
    const cheap = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 100, product_data: { name: 'Cheap' } }, quantity: 1 },
      ],
      metadata,
      payment_intent_data: { metadata },
      success_url: 'http://localhost:3000/',
    })
    await postForm(cheap.url ?? '')
    await expect(fulfillCheckout(cheap.id)).rejects.toThrow('another order')
    expect(await left(ctx)).toBe(0)
    const [finding] = await system()
      .select()
      .from(billingFindings)
      .where(and(eq(billingFindings.kind, 'unmatched-payment'), eq(billingFindings.stripeId, cheap.id)))
    expect(finding?.what).toContain('$1 was paid')
  })

  it('adaptive pricing: grants the pack and shows both amounts', async () => {
    await control(local.url, 'adaptive_pricing', { enabled: true })
    try {
      const { ctx, session } = await paid({ country: 'DE', taxId: 'DE123456789', businessName: 'Hafen GmbH' })
      await fulfillCheckout(session)
      expect(await left(ctx)).toBe(100)
      expect((await listBillingRecords(ctx)).records[0]).toMatchObject({
        amountCents: 1_500,
        currency: 'usd',
        presentment: { cents: 1_350, currency: 'eur' },
      })
    } finally {
      await control(local.url, 'adaptive_pricing', { enabled: false })
    }
  })
})

describe('R47: business customers at checkout', () => {
  it('a business name becomes the billing name; the name on a card does not', async () => {
    const company = await paid({ country: 'DE', businessName: 'Hafen GmbH', taxId: 'DE123456789' })
    await fulfillCheckout(company.session)
    const person = await paid({ country: 'DE', cardholderName: 'Avery Buyer' })
    await fulfillCheckout(person.session)
    const nameOf = async (session: string) => {
      const { customer } = await local.stripe.checkout.sessions.retrieve(session, { expand: ['customer'] })
      return typeof customer === 'object' && customer && !customer.deleted ? customer.name : null
    }
    expect(await nameOf(company.session)).toBe('Hafen GmbH')
    expect(await nameOf(person.session)).not.toBe('Avery Buyer')
  })

  it('restores the name while a pack’s bank debit is in progress', async () => {
    await control(local.url, 'settings', { bankDebits: true })
    const { session } = await paid({ country: 'DE', cardholderName: 'Avery Buyer', paymentMethod: 'bank' })
    expect(await fulfillCheckout(session)).toMatchObject({ kind: 'pending' })
    const { customer } = await local.stripe.checkout.sessions.retrieve(session, { expand: ['customer'] })
    expect(customer).toMatchObject({ name: expect.not.stringContaining('Avery Buyer') })
  })

  it('reconciliation finds the business name of a subscriber who closed the tab', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const plan = { requestId: randomUUID(), planKey: 'growth', interval: 'month' as const }
    const { url } = await subscribe(ctx, { ...plan, quotedPriceCents: 14_900 })
    await postForm(url, { country: 'US', businessName: 'Acme Homes LLC' })
    expect(await getBillingDetails(ctx)).toMatchObject({ followsWorkspace: true })
    await reconcile(1)
    expect(await getBillingDetails(ctx)).toMatchObject({ name: 'Acme Homes LLC', followsWorkspace: false })
  })

  it('lists each invoice of packs and plan once, with receipt, PDF and tax', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const plan = { requestId: randomUUID(), planKey: 'growth', interval: 'month' as const }
    const { url } = await subscribe(ctx, { ...plan, quotedPriceCents: 14_900 })
    const back = await postForm(url, { country: 'DE' })
    await fulfillCheckout(new URL(back.headers.get('location') ?? '').searchParams.get('session_id') ?? '')
    const { session } = await paid({ country: 'DE' }, ctx)
    await fulfillCheckout(session)
    const { records, hasMore } = await listBillingRecords(ctx)
    expect(hasMore).toBe(false)
    expect(
      records.map(({ what, amountCents, taxCents }) => [what, amountCents, taxCents]).toSorted(),
    ).toEqual([
      ['100 extra credits', 1_785, 285],
      ['First payment', 17_731, 2_831],
    ])
    for (const { pdfHref, href, receiptHref } of records) {
      expect((await fetch(pdfHref ?? '')).headers.get('content-type')).toBe('application/pdf')
      expect((await fetch(href ?? '')).status).toBe(200)
      const id = receiptHref?.split('/').at(-1) ?? ''
      expect((await fetch(await getReceiptUrl(ctx, id))).status).toBe(200)
      const stranger = await makeSubscriber('growth', 0)
      await expect(getReceiptUrl(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
    }
    await expect(getReceiptUrl(ctx, 'in_nothing')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('the preview of an upgrade shows its tax separately (R28)', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const { url } = await subscribe(ctx, {
      requestId: randomUUID(),
      planKey: 'starter',
      interval: 'month',
      quotedPriceCents: 4_900,
    })
    const back = await postForm(url, { country: 'DE' })
    await fulfillCheckout(new URL(back.headers.get('location') ?? '').searchParams.get('session_id') ?? '')
    const change = await previewChange(ctx, { planKey: 'growth', interval: 'month' })
    expect(change).toMatchObject({ isTaxed: true, currency: 'usd', priceCents: 14_900 })
    expect(change.taxCents).toBe(Math.round((change.chargeCents / 119) * 19))
  })

  it('the statement shows the payment and its tax to owners and admins', async () => {
    const { ctx, session } = await paid({ country: 'CA', postalCode: 'K1A 0B1' })
    await fulfillCheckout(session)
    const noteOf = async (role: WorkspaceContext['role']) =>
      (await getStatementPage({ ...ctx, role })).rows.find(({ what }) => what === 'Credits bought')?.note
    expect(await noteOf('admin')).toBe('Paid $16.95, including $1.95 tax')
    expect(await noteOf('member')).toBeNull()
  })
})

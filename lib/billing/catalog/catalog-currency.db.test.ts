import { randomUUID } from 'node:crypto'
import { postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { purchases } from '@/db/schema'
import { formatMoney } from '@/lib/core/text/format'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { buyPack } from '../checkout/buy-pack.ts'
import { fulfillCheckout } from '../checkout/fulfill.ts'
import { subscribe } from '../checkout/subscribe/subscribe.ts'
import { previewChange } from '../plan-changes/preview-change.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { getStatementPage } from '../statement/statement.ts'
import { ensurePackPrice } from '../stripe/stripe-prices.ts'
import { getCreditsSummary } from '../summary.ts'
import { makeSubscriber, setTestEnv } from '../testing.ts'
import { getPack, listPackOffers, listPlanOffers } from './catalog.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: local.secret,
    CATALOG_CURRENCY: 'EUR',
    STRIPE_TAX: '',
    STRIPE_PROMOTION_CODES: '',
  })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

const sessionOf = (answer: Response) =>
  new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''

describe('R47: a catalog in euros', () => {
  it('shows and charges euros, never dollars', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const offers = [
      ...(await listPackOffers(ctx)),
      ...(await listPlanOffers()),
      (await getCreditsSummary(ctx)).plan,
    ]
    expect(new Set(offers.map(({ currency }) => currency))).toEqual(new Set(['eur']))
    const { url } = await subscribe(ctx, {
      requestId: randomUUID(),
      planKey: 'starter',
      interval: 'month',
      quotedPriceCents: 4_900,
    })
    await fulfillCheckout(sessionOf(await postForm(url)))
    const pack = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
    const bought = await buyPack(ctx, { purchaseId: randomUUID(), ...pack })
    expect(await (await fetch(bought.url)).text()).toContain('€15.00')
    expect(await fulfillCheckout(sessionOf(await postForm(bought.url)))).toMatchObject({ credits: 100 })
    const { records } = await listBillingRecords(ctx)
    expect(records.map(({ amountCents, currency }) => formatMoney(amountCents, currency)).toSorted()).toEqual(
      ['€15', '€49'],
    )
    expect(await previewChange(ctx, { planKey: 'growth', interval: 'month' })).toMatchObject({
      currency: 'eur',
      isTaxed: false,
      taxCents: 0,
    })
    const { rows } = await getStatementPage(ctx)
    expect(rows.find(({ what }) => what === 'Credits bought')?.note).toBe('Paid €15')
    const [stored] = await system().select().from(purchases).where(eq(purchases.workspaceId, ctx.workspaceId))
    expect(stored).toMatchObject({ currency: 'eur', paidCents: 1_500 })
  })

  it('replaces a Stripe price in another currency', async () => {
    const pack = await getPack('medium')
    const old = await local.stripe.prices.create({
      product_data: { name: 'Medium' },
      currency: 'usd',
      unit_amount: pack.priceCents,
      lookup_key: 'pack_medium',
      metadata: { pack_key: 'medium' },
    })
    const made = await ensurePackPrice(pack)
    expect(made).not.toBe(old.id)
    expect(await local.stripe.prices.retrieve(made)).toMatchObject({
      currency: 'eur',
      lookup_key: 'pack_medium',
      metadata: { pack_key: 'medium' },
    })
    expect(await ensurePackPrice(pack)).toBe(made)
  })
})

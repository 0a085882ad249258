import { startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '@/db/client'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { setTestEnv } from '../testing.ts'
import { runAutoTopUps } from './continue-top-up.ts'
import { cards, monthsOf, settingsOf, spendCredits, topUpsOf, withAutoTopUp } from './testing.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret, STRIPE_TAX: 'on' })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

it('R47, R48: a top-up is taxed by the address of the saved card, and its tax counts toward the maximum', async () => {
  const ctx = await withAutoTopUp({ monthlyMax: '72' }, cards.good, 'GB')
  await spendCredits(ctx, 100)
  await runAutoTopUps()
  expect(await topUpsOf(ctx)).toMatchObject([
    { status: 'fulfilled', priceCents: 6_000, paidCents: 7_200, taxCents: 1_200 },
  ])
  expect(await monthsOf(ctx)).toMatchObject([{ reservedCents: 7_200, maxCents: 7_200 }])
})

it('R48: a top-up that fits the maximum without its tax alone is not charged, and is tried once', async () => {
  const ctx = await withAutoTopUp({ monthlyMax: '71' }, cards.good, 'GB')
  await spendCredits(ctx, 100)
  await runAutoTopUps()
  await runAutoTopUps()
  const [failed, ...others] = await topUpsOf(ctx)
  expect(failed).toMatchObject({ status: 'failed' })
  expect(others).toEqual([])
  expect(await local.stripe.invoices.retrieve(failed?.stripeInvoiceId ?? '')).toMatchObject({
    status: 'void',
    total: 7_200,
    amount_paid: 0,
  })
  const [month] = await monthsOf(ctx)
  expect(month).toMatchObject({ reservedCents: 0 })
  expect(month?.refusedAt).not.toBeNull()
  expect(await settingsOf(ctx)).toMatchObject({ enabled: true, stoppedReason: null, totalCents: 7_200 })
})

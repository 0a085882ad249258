import { randomUUID } from 'node:crypto'
import { control, postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { buyPack } from '@/lib/billing/checkout/buy-pack.ts'
import { reconcileOpenPurchases } from '@/lib/billing/checkout/open-purchases.ts'
import { findPurchase } from '@/lib/billing/checkout/purchase.ts'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing.ts'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { reconcile } from './reconcile.ts'

let local: TestStripe
const DAYS_SECONDS = 80 * 86_400

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: local.secret,
    EXTRA_CREDITS_EXPIRY: 'never',
  })
  await system().execute(sql`insert into time_machine default values`)
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

it('R18: reconciliation finds a dispute decided months later without a webhook', async () => {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
  const { url } = await buyPack(ctx, { purchaseId, ...small })
  await postForm(url)
  await reconcileOpenPurchases(0)
  const payment = (await findPurchase(ctx.workspaceId, purchaseId))?.stripePaymentIntentId
  const dispute = await control(local.url, 'disputes', { payment_intent: payment })
  await reconcile(3)
  expect(await readAccount(ctx.workspaceId)).toMatchObject({ frozen: 100, extraLeft: 0 })
  await control(local.url, 'clock/advance', { seconds: DAYS_SECONDS })
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + ${DAYS_SECONDS}`)
  await control(local.url, `disputes/${dispute.id}/close`, { outcome: 'won' })
  expect((await reconcile(3)).applied).toBe(1)
  expect(await readAccount(ctx.workspaceId)).toMatchObject({ frozen: 0, extraLeft: 100 })
  expect((await findPurchase(ctx.workspaceId, purchaseId))?.dispute).toBe('won')
})

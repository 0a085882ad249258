import { randomUUID } from 'node:crypto'
import { postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getPlan } from '@/lib/billing/catalog/catalog'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { cancelPlan } from '@/lib/billing/subscription/keep-plan'
import { makeSubscriber } from '@/lib/billing/testing'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { previewChange } from '../preview-change.ts'
import { findUpgrade } from './find-upgrade.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

async function subscribed(planKey: string) {
  const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
  const { monthlyPriceCents: quotedPriceCents } = await getPlan(planKey)
  const { url } = await subscribe(ctx, {
    requestId: randomUUID(),
    planKey,
    interval: 'month',
    quotedPriceCents,
  })
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await returnFromCheckout(ctx, session)
  return ctx
}

it('R24: offers the upgrade with the price and credits of its preview', async () => {
  const ctx = await subscribed('starter')
  const way = await findUpgrade(ctx, { shortCredits: 1_000, leftCredits: 500 })
  const preview = await previewChange(ctx, { planKey: 'growth', interval: 'month' })
  expect(way).toMatchObject({
    plan: { key: 'growth' },
    start: 'prorated',
    interval: 'month',
    renewalCents: 14_900,
    resetsAt: preview.resetsAt,
  })
  // A second may pass between the two previews.
  expect(Math.abs((way?.chargeCents ?? 0) - preview.chargeCents)).toBeLessThanOrEqual(1)
  expect(Math.abs((way?.creditsAdded ?? 0) - preview.creditsAdded)).toBeLessThanOrEqual(1)
  expect(way?.unusedCredits).toBe((way?.creditsAdded ?? 0) - 1_000)
  expect(await findUpgrade(ctx, { shortCredits: 4_000, leftCredits: 500 })).toMatchObject({
    plan: { key: 'scale' },
  })
})

it('R24: offers no upgrade from the largest plan, from one that is ending, or without a subscription', async () => {
  const shortage = { shortCredits: 1_000, leftCredits: 500 }
  expect(await findUpgrade(await subscribed('scale'), shortage)).toBeNull()
  const ending = await subscribed('starter')
  await cancelPlan(ending)
  expect(await findUpgrade(ending, shortage)).toBeNull()
  expect(await findUpgrade(await makeSubscriber('starter', 500), shortage)).toBeNull()
})

it('R42: limits upgrade previews per hour', async () => {
  const ctx = await makeSubscriber('starter', 500)
  const { tryUse } = await import('@/lib/rate-limits/limiter')
  await tryUse('upgrade-offer.workspace', ctx.workspaceId, 120)
  expect(await findUpgrade(ctx, { shortCredits: 10, leftCredits: 0 })).toBeNull()
})

import type { TestStripe } from '@market-trak/stripe-emulator/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readAccount } from '@/lib/credits/read/read'
import { closeBalanceChanges, onBalanceChange } from '@/lib/realtime/balance-changes'
import { stopLocalStripe } from '@/local/test/local-stripe'
import { leftOf, pass, startStripeWithClock, subscribed } from '@/local/test/subscribers'
import { requestRenewalCollection } from './renewals-due'

let local: TestStripe
const SECONDS_BEFORE = 2

beforeAll(async () => {
  local = await startStripeWithClock()
})
afterAll(async () => {
  await closeBalanceChanges()
  await stopLocalStripe(local)
})

it('R14, R25: an open page has the full allowance within seconds of the reset, without a webhook', async () => {
  const { ctx } = await subscribed('starter')
  const { cycleEnd, at } = await readAccount(ctx.workspaceId)
  await pass(local, Math.floor((cycleEnd - at) / 1_000) - SECONDS_BEFORE)
  const before = (await readAccount(ctx.workspaceId)).cycleStart
  const stop = onBalanceChange(ctx.workspaceId, () => {}, requestRenewalCollection)
  const isFull = async () => {
    const { cycleStart, granted } = await readAccount(ctx.workspaceId)
    return cycleStart > before && granted === 500
  }
  await expect.poll(isFull, { timeout: 15_000 }).toBe(true)
  expect(await leftOf(ctx)).toBe(500)
  stop()
}, 40_000)

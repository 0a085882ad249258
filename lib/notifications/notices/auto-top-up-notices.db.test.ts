import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { autoTopUpMonths, autoTopUps } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { join } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { listNotifications } from '../list-notifications'
import { notificationKindsOf } from '../testing'
import { sweepNotices } from '../watch/sweep-notices'

setTestEnv()
afterAll(closeConnections)

async function withAutoTopUp() {
  const ctx = await makeSubscriber('growth', 2_000)
  await system().insert(autoTopUps).values({
    workspaceId: ctx.workspaceId,
    enabled: true,
    thresholdCredits: 100,
    packKey: 'medium',
    credits: 500,
    priceCents: 6_000,
    monthlyMaxCents: 24_000,
    paymentMethodId: 'pm_1',
    stripeCustomerId: 'cus_1',
    cardBrand: 'visa',
    cardLast4: '4242',
    enabledBy: ctx.userId,
  })
  return ctx
}

it('R48: owners and admins are notificationKindsOf once when auto top-up stops, and again when it stops again', async () => {
  const ctx = await withAutoTopUp()
  const member = await join(ctx.workspaceId, 'member')
  const isThis = eq(autoTopUps.workspaceId, ctx.workspaceId)
  const stop = () =>
    system()
      .update(autoTopUps)
      .set({ enabled: false, stoppedReason: 'declined', stoppedAt: marketNow })
      .where(isThis)
  await stop()
  await sweepNotices()
  await sweepNotices()
  expect(await notificationKindsOf(ctx)).toEqual(['auto-top-up'])
  expect(await notificationKindsOf(member)).toEqual([])
  await system().update(autoTopUps).set({ enabled: true, stoppedReason: null, stoppedAt: null }).where(isThis)
  await stop()
  await sweepNotices()
  expect(await notificationKindsOf(ctx)).toEqual(['auto-top-up', 'auto-top-up'])
  const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 5 })
  expect(rows[0]).toMatchObject({
    title: 'Auto top-up stopped because your card was declined',
    steps: [{ href: '/workspace-settings?tab=billing&view=payment#auto-top-up' }],
  })
})

it('R48: reaching the monthly maximum is notificationKindsOf once a month', async () => {
  const ctx = await withAutoTopUp()
  const month = (name: string) =>
    system()
      .insert(autoTopUpMonths)
      .values({ workspaceId: ctx.workspaceId, month: name, maxCents: 24_000, refusedAt: marketNow as never })
  await month('2026-11')
  await sweepNotices()
  await sweepNotices()
  expect(await notificationKindsOf(ctx)).toEqual(['auto-top-up'])
  await month('2026-12')
  await sweepNotices()
  expect(await notificationKindsOf(ctx)).toEqual(['auto-top-up', 'auto-top-up'])
})

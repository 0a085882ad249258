import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { notifications, purchases, subscriptions } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { join } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { askForCredits } from '../ask-for-credits'
import { listNotifications } from '../list-notifications'
import { notificationKindsOf } from '../testing'
import { sweepNotices } from './sweep-notices'

setTestEnv()

let ctx: WorkspaceContext
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(closeConnections)

describe('sweepNotices', () => {
  it('R4: sends trial-ending once, three days before the trial ends', async () => {
    const trialEndsAt = new Date(Date.now() + 2 * 86_400_000)
    const trial = await makeSubscriber('trial', 100, { status: 'trialing', trialEndsAt })
    await sweepNotices()
    await sweepNotices()
    expect(await notificationKindsOf(trial)).toEqual(['trial-ending'])
    const early = await makeSubscriber('trial', 100, {
      status: 'trialing',
      trialEndsAt: new Date(Date.now() + 4 * 86_400_000),
    })
    await sweepNotices()
    expect(await notificationKindsOf(early)).toEqual([])
  })

  it('R19, R27: sends an overdue payment once per period, and a purchase once', async () => {
    await system()
      .update(subscriptions)
      .set({ status: 'past_due', currentPeriodStart: new Date() })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await system().insert(purchases).values({
      workspaceId: ctx.workspaceId,
      id: randomUUID(),
      packKey: 'small',
      credits: 100,
      priceCents: 1_500,
      status: 'fulfilled',
      boughtBy: ctx.userId,
      fulfilledAt: new Date(),
    })
    await sweepNotices()
    await sweepNotices()
    expect((await notificationKindsOf(ctx)).toSorted()).toEqual(['payment-failed', 'purchase-receipt'])
  })

  it.each([
    ['first-payment-failed', 'first-payment-failed', 'Your first payment for Scale didn’t go through', true],
    ['billing-paused', 'collection-paused', 'Billing for Growth is paused', false],
    ['billing-paused', 'paused', 'Growth is paused', false],
    ['invoice-written-off', 'written-off', 'An invoice for Growth was closed without payment', false],
  ] as const)(
    'R19: sends %s once for a plan that is %s, in the app and by email',
    async (kind, reason, title, isNew) => {
      await system()
        .update(subscriptions)
        .set({
          unfundedReason: reason,
          currentPeriodStart: new Date(),
          openInvoiceUrl: 'https://stripe.test/i/in_1',
          ...(isNew && { status: 'trialing' as const, pendingPlanKey: 'scale' }),
        })
        .where(eq(subscriptions.workspaceId, ctx.workspaceId))
      const member = await join(ctx.workspaceId, 'member')
      await sweepNotices()
      await sweepNotices()
      expect(await notificationKindsOf(ctx)).toEqual([kind])
      expect(await notificationKindsOf(member)).toEqual([])
      const [row] = await system()
        .select()
        .from(notifications)
        .where(eq(notifications.workspaceId, ctx.workspaceId))
      expect(row).toMatchObject({ inApp: true, byMail: true })
      expect((await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })).rows[0]).toMatchObject({
        title,
      })
    },
  )

  it('R19: sends nothing while a payment is processing', async () => {
    await system()
      .update(subscriptions)
      .set({ unfundedReason: 'renewal-processing', currentPeriodStart: new Date() })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual([])
  })

  it('R31: askForCredits notifies people who can buy, once a day', async () => {
    const member = await join(ctx.workspaceId, 'member')
    expect(await askForCredits(member)).toBe('asked')
    expect(await askForCredits(member)).toBe('asked-before')
    expect([await notificationKindsOf(ctx), await notificationKindsOf(member)]).toEqual([
      ['credits-asked'],
      [],
    ])
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })
    expect(rows[0]).toMatchObject({
      title: 'Pat Person requested credits',
      steps: [{ label: 'Buy credits' }],
    })
  })
})

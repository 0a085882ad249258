import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { notifications, purchases, subscriptions } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { formatDate } from '@/lib/core/text/format'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge, grant, hold } from '@/lib/credits/testing'
import { join } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { askForCredits } from './ask-for-credits'
import { checkBalance } from './check-balance'
import { listNotifications } from './list-notifications'
import { sweepNotices } from './sweep-notices'
import { notificationKindsOf } from './testing'

setTestEnv()

let ctx: WorkspaceContext
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(closeConnections)

describe('the low-credit notification', () => {
  it('R32: is sent once when the balance falls below 10%, and again only after it was above', async () => {
    await post(ctx.workspaceId, charge(1_800))
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual([])
    await post(ctx.workspaceId, charge(1))
    await checkBalance(ctx.workspaceId)
    await post(ctx.workspaceId, charge(20))
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits'])

    // After a purchase, the next fall is a new episode.
    await post(ctx.workspaceId, grant(500))
    await checkBalance(ctx.workspaceId)
    await post(ctx.workspaceId, charge(600))
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits', 'low-credits'])
  })

  it('R32: can be sent again after a reset and after an upgrade', async () => {
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    await system().execute(sql`update credit_accounts set anchor_at = anchor_at - interval '40 days',
      cycle_start = cycle_start - interval '40 days', cycle_end = cycle_end - interval '40 days'
      where workspace_id = ${ctx.workspaceId}`)
    await system().execute(sql`update watches set cycle_start = cycle_start - interval '40 days'
      where workspace_id = ${ctx.workspaceId}`)
    await post(ctx.workspaceId, { type: 'touch' })
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits', 'allowance-reset'])
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    const { cycleStart: start } = await readAccount(ctx.workspaceId)
    const cycle = { start, allowance: 2_000, changes: [{ credits: 4_000, part: 1, whole: 1 }] }
    const terms = { allowance: 6_000, fundedUntil: null, spendUntil: null, cycle }
    await post(ctx.workspaceId, { type: 'set-funding', ...terms })
    await checkBalance(ctx.workspaceId)
    await post(ctx.workspaceId, charge(4_000))
    await checkBalance(ctx.workspaceId)
    expect((await notificationKindsOf(ctx)).filter((kind) => kind === 'low-credits')).toHaveLength(3)
  })

  it('R32: after an upgrade late in the cycle, the threshold follows the prorated allowance', async () => {
    const { cycleStart: start } = await readAccount(ctx.workspaceId)
    const cycle = { start, allowance: 2_000, changes: [{ credits: 4_000, part: 1, whole: 100 }] }
    await post(ctx.workspaceId, {
      type: 'set-funding',
      allowance: 6_000,
      fundedUntil: null,
      spendUntil: null,
      cycle,
    })
    expect((await readAccount(ctx.workspaceId)).granted).toBe(2_040)
    await post(ctx.workspaceId, charge(1_640))
    await checkBalance(ctx.workspaceId)
    await sweepNotices()
    // 400 of 2,040 are left: less than a tenth of 6,000, but more than a tenth of 2,040.
    expect(await notificationKindsOf(ctx)).toEqual([])
    await post(ctx.workspaceId, charge(200))
    await checkBalance(ctx.workspaceId)
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })
    expect(rows[0]?.body).toMatch(/^You have less than 10% of your 2,040 credits for this cycle left\./)
  })

  it('R32: a scheduled downgrade doesn’t lower the threshold of the current cycle', async () => {
    await post(ctx.workspaceId, { type: 'set-funding', allowance: 500, fundedUntil: null, spendUntil: null })
    await post(ctx.workspaceId, charge(1_810))
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits'])
  })

  it('R19, R32: an unpaid cycle without credits sends no low-credit notification', async () => {
    const who = await makeSubscriber('growth', 0)
    const { cycleStart: start } = await readAccount(who.workspaceId)
    const cycle = { start, allowance: 2_000, changes: [] }
    await checkBalance(who.workspaceId)
    await post(who.workspaceId, {
      type: 'set-funding',
      allowance: 2_000,
      fundedUntil: start,
      partlyFundedUntil: start,
      spendUntil: null,
      cycle,
    })
    await checkBalance(who.workspaceId)
    await sweepNotices()
    expect((await readAccount(who.workspaceId)).granted).toBe(0)
    expect(await notificationKindsOf(who)).toEqual([])
  })

  it('R32: ten simultaneous checks send it once', async () => {
    await checkBalance(ctx.workspaceId)
    await post(ctx.workspaceId, charge(1_900))
    await Promise.all(Array.from({ length: 10 }, () => checkBalance(ctx.workspaceId)))
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits'])
  })

  it('R32: held credits send no notification, charged credits do', async () => {
    const [first, second] = [hold(1_000), hold(1_000)]
    for (const work of [first, second]) await post(ctx.workspaceId, work)
    await checkBalance(ctx.workspaceId)
    await sweepNotices()
    // Two campaigns that hold many credits and charge few, as when most recipients are suppressed.
    for (const { key: holdId } of [first, second]) {
      await post(ctx.workspaceId, { type: 'capture', holdId, credits: 15, units: 1 })
      await checkBalance(ctx.workspaceId)
    }
    expect(await notificationKindsOf(ctx)).toEqual([])

    const last = hold(1_800)
    await post(ctx.workspaceId, last)
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual([])
    await post(ctx.workspaceId, { type: 'capture', holdId: last.key, credits: 1_800, units: 1 })
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits'])
  })

  it('R32: lists the three options with their numbers', async () => {
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })
    expect(rows[0]).toMatchObject({
      title: '100 credits left',
      unread: true,
      steps: [{ label: 'Buy 100 credits' }, { label: 'Upgrade to Scale' }],
    })
    expect(rows[0]?.body).toMatch(/Use fewer credits until .+, buy 100 credits for \$15, or upgrade to Scale/)
  })

  it('R32: the sweep finds a missed crossing', async () => {
    await post(ctx.workspaceId, charge(1_900))
    await sweepNotices()
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual(['low-credits'])
  })

  it('R3: in limits mode, exceeding 90% of a limit is sent once', async () => {
    const limited = await makeSubscriber('essentials', 0)
    const use = (used: number) =>
      system().execute(sql`insert into limit_counters (workspace_id, cycle_start, metric, used)
        select workspace_id, cycle_start, 'emails', ${used} from credit_accounts where workspace_id = ${limited.workspaceId}
        on conflict (workspace_id, cycle_start, metric) do update set used = excluded.used`)
    await post(limited.workspaceId, { type: 'touch' })
    await use(450)
    await checkBalance(limited.workspaceId)
    expect(await notificationKindsOf(limited)).toEqual([])
    await use(451)
    await checkBalance(limited.workspaceId)
    await checkBalance(limited.workspaceId)
    expect(await notificationKindsOf(limited)).toEqual(['low-limit'])
    // Emails of a campaign that is being sent can still fail.
    const sending = await makeSubscriber('essentials', 0)
    await post(sending.workspaceId, { type: 'touch' })
    await system().execute(sql`insert into limit_counters (workspace_id, cycle_start, metric, used, reserved)
      select workspace_id, cycle_start, 'emails', 100, 390 from credit_accounts where workspace_id = ${sending.workspaceId}`)
    await checkBalance(sending.workspaceId)
    expect(await notificationKindsOf(sending)).toEqual([])
    // A month later, one campaign crosses the threshold again before a check.
    await pass(limited.workspaceId, 40)
    await post(limited.workspaceId, { type: 'touch' })
    await use(480)
    await checkBalance(limited.workspaceId)
    expect(await notificationKindsOf(limited)).toEqual(['low-limit', 'low-limit'])
  })
})

/** As if this many days had passed without a check. */
async function pass(workspaceId: number, days: number): Promise<void> {
  const ago = sql`make_interval(days => ${days})`
  await system().execute(sql`update credit_accounts set anchor_at = anchor_at - ${ago},
    cycle_start = cycle_start - ${ago}, cycle_end = cycle_end - ${ago} where workspace_id = ${workspaceId}`)
  await system().execute(sql`update watches set cycle_start = cycle_start - ${ago}
    where workspace_id = ${workspaceId}`)
}

describe('the reset notification', () => {
  const dataOf = async (who: WorkspaceContext) => {
    const rows = await system()
      .select({ kind: notifications.kind, data: notifications.data })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, who.workspaceId), eq(notifications.userId, who.userId)))
    return rows.filter(({ kind }) => kind === 'allowance-reset').map(({ data }) => data)
  }

  it('R14, R32: the next sweep sends it once, with the numbers of the current cycle', async () => {
    await post(ctx.workspaceId, charge(500))
    await checkBalance(ctx.workspaceId)
    // Two resets have passed.
    await pass(ctx.workspaceId, 70)
    await sweepNotices()
    await sweepNotices()
    await checkBalance(ctx.workspaceId)
    const account = await readAccount(ctx.workspaceId)
    expect(await dataOf(ctx)).toEqual([
      {
        credits: 2_000,
        startedAt: new Date(account.cycleStart).toISOString(),
        resetsAt: new Date(account.cycleEnd).toISOString(),
      },
    ])
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })
    const on = (ms: number) => formatDate(new Date(ms), 'UTC')
    expect(rows[0]).toMatchObject({
      title: 'New cycle: 2,000 credits',
      body: `Your monthly credits were reset on ${on(account.cycleStart)}. Your next reset is on ${on(account.cycleEnd)}.`,
    })
  })

  it('R14: is also sent to workspaces that have spent nothing', async () => {
    await sweepNotices()
    await pass(ctx.workspaceId, 40)
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual(['allowance-reset'])
  })

  it('R14: is sent after the process died between the reset and the notification', async () => {
    await checkBalance(ctx.workspaceId)
    await pass(ctx.workspaceId, 40)
    await post(ctx.workspaceId, { type: 'touch' })
    await sweepNotices()
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual(['allowance-reset'])
  })

  it('R14, R19: waits for the payment of a renewal that just started, and shows the full allowance', async () => {
    const who = await makeSubscriber('growth', 0)
    await checkBalance(who.workspaceId)
    const { cycleStart: start } = await readAccount(who.workspaceId)
    const cycle = { start, allowance: 2_000, changes: [] }
    const terms = { type: 'set-funding', allowance: 2_000, spendUntil: null, cycle } as const
    const unpaid = { fundedUntil: start, partlyFundedUntil: start + 7 * 86_400_000 }
    await post(who.workspaceId, { ...terms, ...unpaid })
    await system().execute(sql`update watches set cycle_start = cycle_start - interval '31 days'
      where workspace_id = ${who.workspaceId}`)
    await checkBalance(who.workspaceId)
    await sweepNotices()
    expect((await readAccount(who.workspaceId)).granted).toBeLessThan(600)
    expect(await dataOf(who)).toEqual([])
    await post(who.workspaceId, { ...terms, fundedUntil: null })
    await checkBalance(who.workspaceId)
    expect(await dataOf(who)).toEqual([expect.objectContaining({ credits: 2_000 })])
  })

  it('R19: is sent immediately with the partial credits if the payment failed', async () => {
    const who = await makeSubscriber('growth', 0, { status: 'past_due', currentPeriodStart: new Date() })
    await checkBalance(who.workspaceId)
    const { cycleStart: start } = await readAccount(who.workspaceId)
    const cycle = { start, allowance: 2_000, changes: [] }
    const unpaid = { fundedUntil: start, partlyFundedUntil: start + 7 * 86_400_000 }
    await post(who.workspaceId, { type: 'set-funding', allowance: 2_000, spendUntil: null, cycle, ...unpaid })
    await system().execute(sql`update watches set cycle_start = cycle_start - interval '31 days'
      where workspace_id = ${who.workspaceId}`)
    await checkBalance(who.workspaceId)
    const { granted } = await readAccount(who.workspaceId)
    expect(await dataOf(who)).toEqual([
      expect.objectContaining({ credits: granted, creditsOnPayment: 2_000 - granted }),
    ])
  })

  it('R19: is not sent for a plan that has ended', async () => {
    await checkBalance(ctx.workspaceId)
    await pass(ctx.workspaceId, 40)
    await system().execute(sql`update credit_accounts set spend_until = ${marketNow} - interval '1 day'
      where workspace_id = ${ctx.workspaceId}`)
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual([])
  })

  it('R32: falling below the threshold before the reset was noticed is a new episode', async () => {
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    await pass(ctx.workspaceId, 40)
    await post(ctx.workspaceId, charge(1_950))
    await checkBalance(ctx.workspaceId)
    expect((await notificationKindsOf(ctx)).toSorted()).toEqual([
      'allowance-reset',
      'low-credits',
      'low-credits',
    ])
  })
})

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

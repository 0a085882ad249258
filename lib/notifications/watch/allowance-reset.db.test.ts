import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { notifications } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { formatDate } from '@/lib/core/text/format'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { closeConnections } from '@/local/test/connections'
import { listNotifications } from '../list-notifications'
import { notificationKindsOf, passDays } from '../testing'
import { checkBalance } from './check-balance'
import { sweepNotices } from './sweep-notices'

setTestEnv()

let ctx: WorkspaceContext
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(closeConnections)

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
    await passDays(ctx.workspaceId, 70)
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
    await passDays(ctx.workspaceId, 40)
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual(['allowance-reset'])
  })

  it('R14: is sent after the process died between the reset and the notification', async () => {
    await checkBalance(ctx.workspaceId)
    await passDays(ctx.workspaceId, 40)
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
    await moveBack('watches', ['cycle_start'], '31 days', sql`workspace_id = ${who.workspaceId}`)
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
    await moveBack('watches', ['cycle_start'], '31 days', sql`workspace_id = ${who.workspaceId}`)
    await checkBalance(who.workspaceId)
    const { granted } = await readAccount(who.workspaceId)
    expect(await dataOf(who)).toEqual([
      expect.objectContaining({ credits: granted, creditsOnPayment: 2_000 - granted }),
    ])
  })

  it('R19: is not sent for a plan that has ended', async () => {
    await checkBalance(ctx.workspaceId)
    await passDays(ctx.workspaceId, 40)
    await system().execute(sql`update credit_accounts set spend_until = ${marketNow} - interval '1 day'
      where workspace_id = ${ctx.workspaceId}`)
    await sweepNotices()
    expect(await notificationKindsOf(ctx)).toEqual([])
  })

  it('R32: falling below the threshold before the reset was noticed is a new episode', async () => {
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    await passDays(ctx.workspaceId, 40)
    await post(ctx.workspaceId, charge(1_950))
    await checkBalance(ctx.workspaceId)
    expect((await notificationKindsOf(ctx)).toSorted()).toEqual([
      'allowance-reset',
      'low-credits',
      'low-credits',
    ])
  })
})

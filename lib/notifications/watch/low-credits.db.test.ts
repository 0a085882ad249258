import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge, grant, hold } from '@/lib/credits/testing'
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
    await passDays(ctx.workspaceId, 40)
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
    await passDays(limited.workspaceId, 40)
    await post(limited.workspaceId, { type: 'touch' })
    await use(480)
    await checkBalance(limited.workspaceId)
    expect(await notificationKindsOf(limited)).toEqual(['low-limit', 'low-limit'])
  })
})

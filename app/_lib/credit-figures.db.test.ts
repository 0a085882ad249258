import { afterAll, describe, expect, it } from 'vitest'
import { usageLabel } from '@/components/credits/credit-labels'
import { disconnect, system } from '@/db/client'
import { limitCounters, subscriptions } from '@/db/schema'
import { readBalance } from '@/lib/api/queries'
import { getCreditsSummary } from '@/lib/billing/summary'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { addMonthsTo } from '@/lib/credits/decide/cycle'
import { closeLanes, post } from '@/lib/credits/post'
import { writeHistory } from '@/lib/credits/read/history'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge, grant, hold, makeWorkspace, settleLot } from '@/lib/credits/testing'

setTestEnv()
const DAY = 86_400_000
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

describe('R20: used, held and left', () => {
  it('are the same in the menu, on the page and in the API while work is running', async () => {
    const ctx = await makeSubscriber('starter', 500)
    const [first, second] = [hold(240), hold(240)]
    await post(ctx.workspaceId, first)
    await post(ctx.workspaceId, second)
    const running = { usedCredits: 0, heldCredits: 480, totalCredits: 500, percentUsed: 0 }
    const summary = await getCreditsSummary(ctx)
    expect(summary.usage).toMatchObject({ ...running, leftCredits: 20, tone: 'green' })
    expect(usageLabel(summary.usage)).toBe('0 of 500 used, 20 left, 480 held')
    expect(await readBalance(ctx)).toMatchObject({ ...running, availableCredits: 20 })

    for (const { key: holdId } of [first, second])
      await post(ctx.workspaceId, { type: 'capture', holdId, credits: 15, units: 1 })
    const done = { usedCredits: 30, heldCredits: 0, totalCredits: 500, percentUsed: 6 }
    expect((await getCreditsSummary(ctx)).usage).toMatchObject({ ...done, leftCredits: 470, tone: 'green' })
    expect(await readBalance(ctx)).toMatchObject({ ...done, availableCredits: 470 })
  })

  it('count holds of the last cycle as held, but not against this cycle', async () => {
    await makeSubscriber('starter', 500)
    const anchor = Date.now() - 40 * DAY
    const { workspaceId, userId } = await makeWorkspace({ allowance: 500 }, anchor)
    await system().insert(subscriptions).values({ workspaceId, planKey: 'starter', status: 'active' })
    const ctx = { workspaceId, userId, role: 'owner' as const }
    await writeHistory(workspaceId, [
      { at: anchor + DAY, command: hold(30, undefined, 90 * DAY) },
      { at: addMonthsTo(anchor, 1) + 1, command: charge(10) },
    ])
    const { usage } = await getCreditsSummary(ctx)
    expect(usage).toMatchObject({ usedCredits: 10, heldCredits: 30, leftCredits: 490, totalCredits: 500 })
  })

  it('R18: exclude frozen credits from the total until the dispute is won', async () => {
    const ctx = await makeSubscriber('starter', 500)
    const pack = grant(100)
    await post(ctx.workspaceId, pack)
    await post(ctx.workspaceId, settleLot(pack, { disputed: 50 }))
    expect(await getCreditsSummary(ctx)).toMatchObject({
      usage: { usedCredits: 0, leftCredits: 550, totalCredits: 550 },
      frozenCredits: 50,
    })
    await post(ctx.workspaceId, settleLot(pack, {}))
    expect((await getCreditsSummary(ctx)).usage).toMatchObject({ usedCredits: 0, totalCredits: 600 })
  })
})

describe('R3: limits', () => {
  it('show reserved usage of running work separately', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const { cycleStart } = await readAccount(ctx.workspaceId)
    await system()
      .insert(limitCounters)
      .values({
        workspaceId: ctx.workspaceId,
        cycleStart: new Date(cycleStart),
        metric: 'emails',
        used: 100,
        reserved: 50,
      })
    const { meters } = await getCreditsSummary(ctx)
    const emails = meters?.find(({ metric }) => metric === 'emails')
    expect(emails).toEqual({ metric: 'emails', used: 100, held: 50, limit: 500 })
    expect((await readBalance(ctx)).limits).toEqual(meters)
  })

  it('R14: start again with a cycle that nobody has seen yet, in the first answer', async () => {
    await makeSubscriber('essentials', 0)
    const anchor = Date.now() - 40 * DAY
    const { workspaceId, userId } = await makeWorkspace({ allowance: 0 }, anchor)
    await system().insert(subscriptions).values({ workspaceId, planKey: 'essentials', status: 'active' })
    const counted = { workspaceId, metric: 'emails' as const, reserved: 0 }
    await system()
      .insert(limitCounters)
      .values([
        { ...counted, cycleStart: new Date(anchor), used: 100 },
        { ...counted, cycleStart: new Date(addMonthsTo(anchor, 1)), used: 7 },
      ])
    const { meters, resetsAt } = await getCreditsSummary({ workspaceId, userId, role: 'owner' })
    expect(meters?.find(({ metric }) => metric === 'emails')).toMatchObject({ used: 7, held: 0 })
    expect(Date.parse(resetsAt)).toBe(addMonthsTo(anchor, 2))
  })
})

describe('R16: extra credits', () => {
  it('end with the first lot that still has some', async () => {
    const ctx = await makeSubscriber('starter', 0)
    const months = (count: number) => ({ expiry: { kind: 'months' as const, months: count } })
    const endsInDays = async () => {
      const { extraEndsAt } = await getCreditsSummary(ctx)
      return extraEndsAt === null ? null : (Date.parse(extraEndsAt) - Date.now()) / DAY
    }
    await post(ctx.workspaceId, grant(100, months(1)))
    await post(ctx.workspaceId, grant(50, months(3)))
    expect(await endsInDays()).toBeLessThan(32)
    await post(ctx.workspaceId, charge(100))
    expect(await endsInDays()).toBeGreaterThan(85)
    await post(ctx.workspaceId, charge(50))
    expect(await endsInDays()).toBeNull()
  })
})

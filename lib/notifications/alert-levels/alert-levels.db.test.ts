import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { alertLevels, notifications, users } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { charge, grant, hold } from '@/lib/credits/testing'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { join, refuses } from '@/lib/workspaces/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { sendNotificationEmail } from '../email/send-notification-email'
import { listNotifications } from '../list-notifications'
import { readPreferences } from '../preferences'
import { notificationKindsOf, passDays } from '../testing'
import { unsubscribe, unsubscribeToken } from '../unsubscribe'
import { checkBalance } from '../watch/check-balance'
import { sweepNotices } from '../watch/sweep-notices'
import { type AlertLevelInput, addAlertLevel, listAlertLevels, removeAlertLevel } from './alert-levels'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

let ctx: WorkspaceContext
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(closeConnections)

const percent = (amount: number): AlertLevelInput => ({ unit: 'percent', amount, inApp: true, byMail: true })
const credits = (amount: number): AlertLevelInput => ({ unit: 'credits', amount, inApp: true, byMail: false })

const alerts = async (who: WorkspaceContext = ctx) =>
  (await notificationKindsOf(who)).filter((kind) => kind === 'alert-level').length

async function spend(amount: number) {
  await post(ctx.workspaceId, charge(amount))
  await checkBalance(ctx.workspaceId)
}

/** As if the running cycle had begun 40 days ago: the next look starts a new one. */
async function endCycle() {
  await passDays(ctx.workspaceId, 40)
  await moveBack('alert_levels', ['cycle_start'], '40 days', sql`workspace_id = ${ctx.workspaceId}`)
  await post(ctx.workspaceId, { type: 'touch' })
}

describe('alert levels', () => {
  it('R49: alert once when the balance falls below, and again after a purchase raised it above', async () => {
    await addAlertLevel(ctx, percent(50))
    await spend(1_000)
    expect(await alerts()).toBe(0)
    await spend(1)
    await spend(200)
    expect(await alerts()).toBe(1)
    await post(ctx.workspaceId, grant(500))
    await checkBalance(ctx.workspaceId)
    expect(await alerts()).toBe(1)
    await spend(400)
    expect(await alerts()).toBe(2)
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 25 })
    expect(rows[0]).toMatchObject({
      title: '899 credits left',
      body: expect.stringMatching(
        /^Your balance is below your alert level of 50% of the cycle’s credits\. Use/,
      ),
    })
  })

  it('R49: percent counts from the cycle’s allowance and credits from what is left; each level alerts on its own', async () => {
    await addAlertLevel(ctx, percent(60))
    await addAlertLevel(ctx, credits(1_500))
    // 1,400 left: below 1,500 credits, and above 60% of 2,000.
    await spend(600)
    expect(await alerts()).toBe(1)
    await spend(201)
    expect(await alerts()).toBe(2)
    expect((await listAlertLevels(ctx))?.map(({ label, below }) => [label, below])).toEqual([
      ['60% of the cycle’s credits', true],
      ['1,500 credits', true],
    ])
  })

  it('R49: a reset arms a level again, unless the new cycle itself began below it', async () => {
    await addAlertLevel(ctx, percent(50))
    await addAlertLevel(ctx, credits(5_000))
    await spend(1_500)
    // The balance was already below 5,000 credits when that level was added.
    expect(await alerts()).toBe(1)
    await endCycle()
    await checkBalance(ctx.workspaceId)
    expect(await alerts()).toBe(1)
    await spend(1_500)
    expect(await alerts()).toBe(2)
    await endCycle()
    // It fell again before anyone looked.
    await post(ctx.workspaceId, charge(1_500))
    await checkBalance(ctx.workspaceId)
    expect(await alerts()).toBe(3)
  })

  it('R49: the sweep finds a fall whose process died, and several sweeps at once alert once', async () => {
    await addAlertLevel(ctx, percent(50))
    await post(ctx.workspaceId, charge(1_200))
    await Promise.all([1, 2, 3, 4, 5].map(() => sweepNotices()))
    await Promise.all([1, 2, 3].map(() => checkBalance(ctx.workspaceId)))
    await sweepNotices()
    expect(await alerts()).toBe(1)
  })

  it('R49: credits held by running work may come back, so they do not count as gone', async () => {
    await addAlertLevel(ctx, percent(50))
    await post(ctx.workspaceId, hold(1_500))
    await checkBalance(ctx.workspaceId)
    expect(await alerts()).toBe(0)
  })

  it('R49: a level is one person’s own, and a removed member gets nothing', async () => {
    const member = await join(ctx.workspaceId, 'member')
    const gone = await join(ctx.workspaceId, 'member')
    for (const who of [member, gone]) await addAlertLevel(who, percent(50))
    await removeMember(ctx, { userId: gone.userId })
    await spend(1_200)
    expect([await alerts(member), await alerts(gone), await alerts(ctx)]).toEqual([1, 0, 0])
    expect(await listAlertLevels(gone)).toEqual([])
  })

  it('R49: a person has five levels at most, and the same level again changes its channels', async () => {
    await Promise.all([10, 20, 30, 40, 50].map((amount) => addAlertLevel(ctx, percent(amount))))
    await refuses(addAlertLevel(ctx, percent(60)), 'alert-level.full')
    await addAlertLevel(ctx, { ...percent(50), inApp: false })
    await addAlertLevel(ctx, { ...percent(50), inApp: false })
    const levels = (await listAlertLevels(ctx)) ?? []
    expect(levels).toHaveLength(5)
    expect(levels.find(({ label }) => label.startsWith('50%'))).toMatchObject({ inApp: false, byMail: true })
    await removeAlertLevel(ctx, levels[0] ?? { id: '' })
    await addAlertLevel(ctx, percent(60))
    await addAlertLevel(await join(ctx.workspaceId, 'member'), percent(60))
  })

  it('R49: two requests at once never make a sixth level', async () => {
    const amounts = [5, 10, 15, 20, 25, 30, 35, 40]
    const results = await Promise.allSettled(amounts.map((amount) => addAlertLevel(ctx, percent(amount))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(await listAlertLevels(ctx)).toHaveLength(5)
  })

  it('R35, R49: nobody sees or removes a level of another person or workspace', async () => {
    await addAlertLevel(ctx, percent(50))
    const [level] = (await listAlertLevels(ctx)) ?? []
    const stranger = await makeSubscriber('growth', 2_000)
    for (const who of [stranger, await join(ctx.workspaceId, 'admin')]) {
      await removeAlertLevel(who, { id: level?.id ?? '' })
      expect(await listAlertLevels(who)).toEqual([])
    }
    expect(await listAlertLevels(ctx)).toHaveLength(1)
    await removeAlertLevel(ctx, { id: level?.id ?? '' })
    await removeAlertLevel(ctx, { id: level?.id ?? '' })
    expect(await listAlertLevels(ctx)).toEqual([])
  })

  it('R49: the database refuses a sixth place, a percentage of 100 and a level without a channel', async () => {
    const row = { ...ctx, slot: 1, ...percent(50), below: false, cycleStart: new Date() }
    const insert = (over: Partial<typeof row>) =>
      system()
        .insert(alertLevels)
        .values({ ...row, ...over })
    await expect(insert({ slot: 6 })).rejects.toThrow()
    await expect(insert({ amount: 100 })).rejects.toThrow()
    await expect(insert({ inApp: false, byMail: false })).rejects.toThrow()
    await insert({})
    await expect(insert({ amount: 20 })).rejects.toThrow()
  })
})

describe('emails of alert levels', () => {
  it('R49: an alert is emailed when its level says so, and Unsubscribe keeps the bell', async () => {
    const email = `${randomUUID()}@test.test`
    await system().update(users).set({ email }).where(eq(users.id, ctx.userId))
    await addAlertLevel(ctx, { ...percent(50), inApp: false })
    expect((await readPreferences(ctx)).map(({ kind }) => kind)).not.toContain('alert-level')
    await spend(1_200)
    const [row] = await system()
      .select()
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'alert-level')))
    await Promise.all([1, 2, 3].map(() => sendNotificationEmail(ctx.workspaceId, row?.id ?? '')))
    const sent = await inbox.mailsTo(email)
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(sent[0])).toContain('below your alert level of 50%')
    await unsubscribe(unsubscribeToken({ ...ctx, kind: 'alert-level' }))
    expect(await listAlertLevels(ctx)).toMatchObject([{ inApp: true, byMail: false }])
    await post(ctx.workspaceId, grant(500))
    await checkBalance(ctx.workspaceId)
    await spend(500)
    expect(await alerts()).toBe(2)
    const byMail = await system()
      .select({ byMail: notifications.byMail })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'alert-level')))
      .orderBy(notifications.createdAt)
    expect(byMail.map((one) => one.byMail)).toEqual([true, false])
  })
})

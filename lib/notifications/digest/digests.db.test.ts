import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { members, notifications, subscriptions, usageDigests, users } from '@/db/schema'
import type { UsageDigest } from '@/lib/billing/digest/usage-digest'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { actionIds } from '@/lib/credits/shared/actions'
import { charge, grant } from '@/lib/credits/testing'
import { reserveUnits, settleUnits } from '@/lib/plan-limits/limits'
import { join } from '@/lib/workspaces/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { sendNotificationEmail } from '../email/send-notification-email'
import { savePreferences } from '../preferences'
import { notificationKindsOf } from '../testing'
import { unsubscribe, unsubscribeToken } from '../unsubscribe'
import { sweepNotices } from '../watch/sweep-notices'
import { digestOf, readLastDigest } from './read-digest'
import { digestDueAt, sendDigests } from './send-digests'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

let ctx: WorkspaceContext
/** When the running cycle began: each is counted once. */
let cycleEnds: number[]
beforeAll(async () => {
  await system().execute(sql`insert into time_machine default values`)
})
beforeEach(async () => {
  await moveTo(Date.now())
  ctx = await makeSubscriber('starter', 500)
  cycleEnds = []
})
afterAll(closeConnections)

/** The database of this file has a clock of its own. */
const moveTo = (at: number) =>
  system().execute(sql`update time_machine set offset_seconds = ${Math.ceil((at - Date.now()) / 1_000)}`)

const all = () => sendDigests(0, 1_000_000)

const spend = (credits: number, who: WorkspaceContext = ctx, action: number = actionIds['report.generate']) =>
  post(ctx.workspaceId, charge(credits, undefined, { actorId: who.userId, action }))

/** To the morning after the end of the running cycle. */
async function endCycle(of: WorkspaceContext = ctx) {
  const { cycleEnd, timeZone } = await readAccount(of.workspaceId)
  cycleEnds.push(cycleEnd)
  await moveTo(digestDueAt(cycleEnd, timeZone) + 1_000)
  await readAccount(of.workspaceId)
}

const digests = async (who: WorkspaceContext = ctx) =>
  (await notificationKindsOf(who)).filter((kind) => kind === 'usage-digest').length

async function lastDigest(): Promise<UsageDigest> {
  const digest = await digestOf(ctx.workspaceId, new Date(cycleEnds.at(-1) ?? 0).toISOString())
  if (!digest) throw new Error('there is no digest')
  return digest
}

/** What the entries of a cycle come to, by their time and without the rollup. */
async function ledgerOf({ startsAt, endsAt }: UsageDigest) {
  const [row] = await system().execute<{ used: number; expired: number }>(sql`
    select coalesce(-sum(amount) filter (where kind in (1, 2)), 0)::int as used,
      coalesce(-sum(amount) filter (where kind = 5), 0)::int as expired
    from credit_entries where workspace_id = ${ctx.workspaceId}
      and case when kind = 5 then at > ${startsAt} and at <= ${endsAt} else at >= ${startsAt} and at < ${endsAt} end`)
  return row
}

const sum = (rows: readonly { credits: number }[]) => rows.reduce((total, { credits }) => total + credits, 0)

describe('the digest of a billing cycle', () => {
  it('R49: is made once and emailed once per person, though its jobs run many times', async () => {
    const email = `${randomUUID()}@test.test`
    await system().update(users).set({ email }).where(eq(users.id, ctx.userId))
    await spend(120)
    await endCycle()
    await Promise.all([1, 2, 3, 4, 5].map(all))
    await sweepNotices()
    await all()
    expect(await digests()).toBe(1)
    const rows = await system()
      .select()
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'usage-digest')))
    expect(rows).toMatchObject([{ inApp: false, byMail: true, userId: ctx.userId }])
    await Promise.all([1, 2, 3, 4, 5].map(() => sendNotificationEmail(ctx.workspaceId, rows[0]?.id ?? '')))
    const sent = await inbox.mailsTo(email)
    expect(sent).toHaveLength(1)
    for (const text of [
      '120 credits used',
      'By member',
      'Tess Ter',
      'Your plan is the cheapest.',
      '/unsubscribe?token=',
    ])
      expect(JSON.stringify(sent[0])).toContain(text)
    // The next cycle has a digest of its own.
    await spend(10)
    await endCycle()
    await all()
    expect(await digests()).toBe(2)
  })

  it('R49: waits for the morning after the cycle’s end, and is not made when a week has passed', async () => {
    await spend(120)
    const { cycleEnd, timeZone } = await readAccount(ctx.workspaceId)
    await moveTo(digestDueAt(cycleEnd, timeZone) - 60_000)
    await readAccount(ctx.workspaceId)
    await all()
    expect(await digests()).toBe(0)
    const late = await makeSubscriber('starter', 500)
    await moveTo(cycleEnd + 8 * 86_400_000)
    await all()
    expect([await digests(), await digests(late)]).toEqual([0, 0])
    await moveTo(digestDueAt(cycleEnd, timeZone) + 60_000)
    await all()
    expect(await digests()).toBe(1)
  })

  it('R49: adds up to the entries of its cycle, by member and by action', async () => {
    const member = await join(ctx.workspaceId, 'member')
    await spend(100)
    await spend(40, member, actionIds['image.generate'])
    await endCycle()
    await all()
    await spend(60, member)
    await spend(5, ctx, actionIds['image.edit'])
    await post(ctx.workspaceId, grant(300))
    await spend(535)
    await endCycle()
    // Of the next cycle.
    await spend(7)
    await all()
    const digest = await lastDigest()
    const ledger = await ledgerOf(digest)
    expect(digest).toMatchObject({
      usedCredits: 600,
      previousCredits: 140,
      byMember: [
        { name: 'Tess Ter', credits: 540 },
        { name: 'Pat Person', credits: 60 },
      ],
      byAction: [
        { label: expect.any(String), credits: 595, times: 2 },
        { label: expect.any(String), credits: 5, times: 1 },
      ],
      expiredAllowanceCredits: 0,
      expiredExtraCredits: 200,
      running: { leftCredits: 493, extraCredits: 0 },
    })
    expect(digest.largest.map(({ credits }) => credits)).toEqual([535, 60, 5])
    expect(ledger).toEqual({ used: 600, expired: 200 })
    expect([sum(digest.byMember), sum(digest.byAction), sum(digest.largest)]).toEqual([600, 600, 600])
    expect(digest.suggestion).toMatchObject({
      kind: 'compared',
      comparison: { usedCredits: [140, 600], result: 'current' },
    })
  })

  it('R49: suggests the plan that would have been cheapest for the last three cycles', async () => {
    for (const used of [10, 1_900, 1_900, 1_900]) {
      await post(ctx.workspaceId, grant(2_000))
      await spend(used)
      await endCycle()
    }
    await all()
    const { suggestion } = await lastDigest()
    expect(suggestion).toMatchObject({
      comparison: {
        usedCredits: [1_900, 1_900, 1_900],
        best: { key: 'growth', totalCents: 44_700 },
        savedCents: 24_000,
      },
    })
  })

  it('R49: is not sent when nothing was used in the cycle', async () => {
    await endCycle()
    await all()
    expect(await digests()).toBe(0)
    const rows = await system()
      .select()
      .from(usageDigests)
      .where(eq(usageDigests.workspaceId, ctx.workspaceId))
    expect(rows).toMatchObject([{ content: null }])
    expect(await readLastDigest({ ...ctx, timeZone: 'UTC' })).toBeNull()
  })

  it('R49: is for owners by default, for others once they turn it on, and not for people who left', async () => {
    const [admin, member, gone] = [
      await join(ctx.workspaceId, 'admin'),
      await join(ctx.workspaceId, 'member'),
      await join(ctx.workspaceId, 'admin'),
    ]
    for (const who of [member, gone]) await savePreferences(who, { inApp: ['usage-digest'], byMail: [] })
    await system().delete(members).where(eq(members.userId, gone.userId))
    await spend(120)
    await endCycle()
    await all()
    expect([await digests(), await digests(admin), await digests(member), await digests(gone)]).toEqual([
      1, 0, 1, 0,
    ])
    const text = async (who: WorkspaceContext) =>
      JSON.stringify(await readLastDigest({ ...who, timeZone: 'UTC' }))
    expect(await text(ctx)).toContain('$49')
    expect(await text(member)).not.toContain('$')
  })

  it('R49: Unsubscribe ends it, and turning it on again brings the next one', async () => {
    await unsubscribe(unsubscribeToken({ ...ctx, kind: 'usage-digest' }))
    await savePreferences(ctx, { inApp: [], byMail: [] })
    await spend(1)
    await endCycle()
    await all()
    expect(await digests()).toBe(0)
    await savePreferences(ctx, { inApp: [], byMail: ['usage-digest'] })
    await all()
    expect(await digests()).toBe(0)
    await spend(1)
    await endCycle()
    await all()
    expect(await digests()).toBe(1)
  })

  it('R49: compares no plans on a trial, and none where the plan has monthly limits', async () => {
    await system()
      .update(subscriptions)
      .set({ status: 'trialing', planKey: 'trial' })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await spend(1)
    await endCycle()
    await all()
    expect((await lastDigest()).suggestion).toEqual({ kind: 'none', reason: 'trial' })

    await moveTo(Date.now())
    const other = await makeSubscriber('agency', 0)
    const { cycleStart } = await readAccount(other.workspaceId)
    const id = randomUUID()
    const reserved = await reserveUnits({
      workspaceId: other.workspaceId,
      id,
      metric: 'reports',
      subjectKind: 1,
      cycleStart: new Date(cycleStart),
      units: 3,
      limit: 40,
      leaseUntil: new Date(Date.now() + 60_000),
    })
    expect(reserved).toEqual({ ok: true })
    await settleUnits(other.workspaceId, id, 3)
    await endCycle(other)
    await all()
    expect(await digests(other)).toBe(1)
    expect(await digestOf(other.workspaceId, new Date(cycleEnds.at(-1) ?? 0).toISOString())).toMatchObject({
      mode: 'limits',
      limits: [{ metric: 'reports', used: 3, limit: 40 }],
      suggestion: { kind: 'none', reason: 'limits' },
    })
  })

  it('R49: compares plans by the first cycle of a plan that began before the trial would have ended', async () => {
    await system()
      .update(subscriptions)
      .set({ trialEndsAt: new Date(Date.now() + 10 * 86_400_000) })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await spend(30)
    await endCycle()
    await all()
    expect((await lastDigest()).suggestion).toMatchObject({ comparison: { usedCredits: [30] } })
  })

  it('R35, R49: a workspace sees its own digest alone', async () => {
    await spend(1)
    await endCycle()
    await all()
    const stranger = await makeSubscriber('starter', 500)
    expect(await readLastDigest({ ...stranger, timeZone: 'UTC' })).toBeNull()
    expect(await readLastDigest({ ...ctx, timeZone: 'UTC' })).toMatchObject({ sentAt: expect.any(String) })
  })
})

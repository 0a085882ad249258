import { randomUUID } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { notifications, spendingLimitRequests } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { actionIds } from '@/lib/credits/shared/actions'
import { capture, quote, release, reserve } from '@/lib/metering/metered'
import { savePreferences } from '@/lib/notifications/preferences'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { join, makeTeam, refuses, verbsOf } from '@/lib/workspaces/testing'
import { readSpendingLimits } from './read-spending-limits'
import { requestIncrease } from './request-increase'
import { type SpendingLimitChoice, SpendingLimitsInput, setSpendingLimits } from './set-spending-limits'
import { readSpendingLimitChanges } from './spending-limit-changes'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
const report = (ctx: WorkspaceContext, key: string = randomUUID(), id: string = key) =>
  reserve(ctx, {
    action: 'report.generate',
    units: 1,
    quotedCredits: 20,
    key,
    subject: { kind: 'report', id },
    leaseSeconds: 60,
  })

const notificationsOf = ({ workspaceId, userId }: WorkspaceContext) =>
  system()
    .select({ kind: notifications.kind, data: notifications.data })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.userId, userId)))
    .orderBy(asc(notifications.createdAt))

const setSpendingLimit = (ctx: WorkspaceContext, choice: SpendingLimitChoice) =>
  setSpendingLimits(ctx, [choice])

async function limitedTeam(mostCredits: number) {
  const owner = await makeSubscriber('starter', 500)
  const member = await join(owner.workspaceId, 'member')
  await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits })
  return { owner, member }
}

describe('spending limits on a shared balance', () => {
  it('apply to a member, holds included, also for simultaneous requests', async () => {
    const { owner, member } = await limitedTeam(50)
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => report(member)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const refused = tried.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      code: 'spending-limit.reached',
      details: { cost: 20, limit: 50, used: 40, href: expect.stringContaining('#spending-limits') },
    })
    // Others are not limited, and failed work is free again.
    await report(owner)
    expect(await left(owner)).toBe(440)
    const [first, second] = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await capture(owner.workspaceId, first?.holdId ?? '', 1)
    await refuses(report(member), 'spending-limit.reached')
    await release(owner.workspaceId, second?.holdId ?? '')
    await report(member)
    expect(await quote(member, 'report.generate')).toMatchObject({
      spendingLimitLeftCredits: 10,
      affordable: false,
    })
    expect(await quote(owner, 'report.generate')).toMatchObject({
      spendingLimitLeftCredits: null,
      affordable: true,
    })
  })

  it('R12: accept a repeated request again, even if it used up the limit', async () => {
    const { member } = await limitedTeam(20)
    const key = randomUUID()
    const { holdId } = await report(member, key)
    expect((await report(member, key)).holdId).toBe(holdId)
    await refuses(report(member), 'spending-limit.reached')
  })

  it('apply to everyone together for one action, and to no other action', async () => {
    const owner = await makeSubscriber('starter', 500)
    const member = await join(owner.workspaceId, 'member')
    await setSpendingLimit(owner, { kind: 'action', subject: actionIds['report.generate'], mostCredits: 30 })
    await report(owner)
    await refuses(report(member), 'spending-limit.reached')
    const { credits } = await quote(member, 'image.generate')
    const subject = { kind: 'image', id: randomUUID() } as const
    await reserve(member, {
      action: 'image.generate',
      units: 1,
      quotedCredits: credits,
      key: subject.id,
      subject,
      leaseSeconds: 60,
    })
  })

  it('R31: let a refused member ask for an increase, and show who raised the limit and from what', async () => {
    const { owner, member } = await limitedTeam(10)
    const admin = await join(owner.workspaceId, 'admin')
    const other = await join(owner.workspaceId, 'member')
    const own = { kind: 'member', subject: member.userId } as const
    await refuses(report(member), 'spending-limit.reached')
    expect(await requestIncrease(member, own)).toBe('asked')
    // Only an owner can raise it, so no one else is notified.
    expect([
      await notificationsOf(owner),
      await notificationsOf(admin),
      await notificationsOf(other),
    ]).toMatchObject([
      [{ kind: 'credits-asked', data: { cap: { mostCredits: 10, usedCredits: 0 } } }],
      [],
      [],
    ])
    const row = (await readSpendingLimits(owner)).rows.find(({ subject }) => subject === member.userId)
    // Twice the current limit, and enough for the most expensive action.
    expect(row).toMatchObject({ requests: [{ name: 'Pat Person', own: false }], raiseTo: 20 })
    await setSpendingLimit(owner, { ...own, mostCredits: 60 })
    await report(member)
    expect([await notificationsOf(member), await notificationsOf(other)]).toMatchObject([
      [{ kind: 'cap-answered', data: { by: 'Tess Ter', mostCredits: 60 } }],
      [],
    ])
    const seen = await readSpendingLimits(member)
    expect(seen).toMatchObject({
      mayManage: false,
      rows: [{ kind: 'member', subject: member.userId, mostCredits: 60, usedCredits: 20, requests: [] }],
      changes: [
        { from: 10, to: 60 },
        { from: null, to: 10 },
      ],
    })
    expect((await readSpendingLimits(owner)).rows.length).toBeGreaterThan(7)
    const during = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) }
    const before = { from: new Date(0), to: during.from }
    expect(await readSpendingLimitChanges(member, during)).toMatchObject([{ to: 60 }, { to: 10 }])
    expect([
      await readSpendingLimitChanges(member, before),
      await readSpendingLimitChanges(other, during),
    ]).toEqual([[], []])
    await setSpendingLimit(owner, { ...own, mostCredits: null })
    expect((await readSpendingLimits(member)).rows).toEqual([])
  })
})

describe('asking for a higher spending limit', () => {
  const onReports = { kind: 'action', subject: actionIds['report.generate'] } as const

  const requestsOf = ({ workspaceId }: WorkspaceContext) =>
    system()
      .select()
      .from(spendingLimitRequests)
      .where(eq(spendingLimitRequests.workspaceId, workspaceId))
      .orderBy(asc(spendingLimitRequests.requestedAt))

  it('R12: creates one request for two clicks; changing the limit closes it and allows a new one', async () => {
    const { owner, member } = await limitedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const both = await Promise.all([requestIncrease(member, own), requestIncrease(member, own)])
    expect(both.toSorted()).toEqual(['asked', 'asked-before'])
    expect(await requestsOf(owner)).toMatchObject([{ requestedBy: member.userId, outcome: null }])
    expect(await notificationsOf(owner)).toHaveLength(1)
    await setSpendingLimit(owner, { ...own, mostCredits: 15 })
    expect(await requestsOf(owner)).toMatchObject([{ outcome: 'raised', decidedBy: owner.userId }])
    expect(await requestIncrease(member, own)).toBe('asked')
    expect(await notificationsOf(owner)).toHaveLength(2)
    await setSpendingLimit(owner, { ...own, mostCredits: 5 })
    expect(await requestIncrease(member, own)).toBe('asked')
    await setSpendingLimit(owner, { ...own, mostCredits: null })
    const outcomes = (await requestsOf(owner)).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['raised', 'lowered', 'removed'])
    // Each step is also in the audit log.
    const verbs = (await verbsOf(owner.workspaceId)).filter((verb) => verb.startsWith('cap.'))
    expect(verbs.toSorted()).toEqual([...Array(3).fill('cap.asked'), ...Array(4).fill('cap.set')])
  })

  it('R12: leaves no open request when the limit changes at the same time', async () => {
    const { owner, member } = await limitedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const [requested] = await Promise.allSettled([
      requestIncrease(member, own),
      setSpendingLimit(owner, { ...own, mostCredits: null }),
    ])
    const requests = await requestsOf(owner)
    expect(requests.map(({ outcome }) => outcome)).toEqual(
      requested.status === 'fulfilled' ? ['removed'] : [],
    )
  })

  it('R31: has an amount and a reason that the owner sees and can accept with one click', async () => {
    const { owner, member } = await limitedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const details = { requestedCredits: 75, reason: 'Open house on Dec 21' }
    await requestIncrease(member, { ...own, ...details })
    const row = (await readSpendingLimits(owner)).rows.find(({ subject }) => subject === member.userId)
    expect(row).toMatchObject({ raiseTo: 75, requests: [details] })
    expect(await notificationsOf(owner)).toMatchObject([{ data: { cap: details } }])
  })

  it('R31: reminds the owners when repeated on a later day, and remains one request', async () => {
    const { owner, member } = await limitedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    await requestIncrease(member, own)
    await system()
      .update(spendingLimitRequests)
      .set({ requestedAt: sql`market_now() - interval '2 days'` })
      .where(eq(spendingLimitRequests.workspaceId, owner.workspaceId))
    // The first notification was for that day. Delete it so that only the reminder is counted.
    await system().delete(notifications).where(eq(notifications.workspaceId, owner.workspaceId))
    expect(await requestIncrease(member, { ...own, reason: 'Still needed' })).toBe('asked')
    expect(await notificationsOf(owner)).toHaveLength(1)
    expect(await requestsOf(owner)).toMatchObject([{ reason: 'Still needed', outcome: null }])
  })

  it('R35: closes when the member who asked leaves', async () => {
    const { owner, member } = await limitedTeam(500)
    await setSpendingLimit(owner, { ...onReports, mostCredits: 5 })
    await requestIncrease(member, onReports)
    await removeMember(owner, { userId: member.userId })
    expect(await requestsOf(owner)).toMatchObject([{ outcome: 'left', decidedBy: owner.userId }])
  })

  it('is refused by the database if the member already has an open request for the limit', async () => {
    const { owner, member } = await limitedTeam(10)
    await requestIncrease(member, { kind: 'member', subject: member.userId })
    const [{ id: _, ...again }] = (await requestsOf(owner)) as [typeof spendingLimitRequests.$inferSelect]
    await expect(system().insert(spendingLimitRequests).values(again)).rejects.toMatchObject({
      cause: { constraint_name: 'spending_limit_requests_open' },
    })
  })

  it('R31: is open to anyone under an action’s limit, and names the action to the owner', async () => {
    const { owner, member } = await limitedTeam(500)
    await setSpendingLimit(owner, { ...onReports, mostCredits: 5 })
    await refuses(report(member), 'spending-limit.reached')
    expect(await requestIncrease(member, onReports)).toBe('asked')
    expect(await notificationsOf(owner)).toMatchObject([{ data: { cap: { action: 'Generate a report' } } }])
    expect((await readSpendingLimits(member)).rows).toMatchObject([
      { kind: 'member', requests: [] },
      { kind: 'action', requests: [{ own: true }] },
    ])
  })

  it('R35: requires an existing limit of the member’s own workspace, and not another member’s', async () => {
    const { owner, member } = await limitedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const other = await join(owner.workspaceId, 'member')
    await refuses(requestIncrease(other, own), 'not-found')
    await refuses(requestIncrease((await limitedTeam(5)).member, own), 'not-found')
    await refuses(requestIncrease(member, onReports), 'not-found')
    expect(await notificationsOf(owner)).toEqual([])
  })

  it('is listed with the limit even if no owner has these notifications turned on', async () => {
    const { owner, member } = await limitedTeam(10)
    await savePreferences(owner, { inApp: [], byMail: [] })
    expect(await requestIncrease(member, { kind: 'member', subject: member.userId })).toBe('nobody')
    expect((await readSpendingLimits(owner)).rows.flatMap(({ requests }) => requests)).toHaveLength(1)
  })
})

describe('setting a spending limit', () => {
  it('is for owners, about members of their workspace and known actions, and is idempotent', async () => {
    const { owner, admin, member } = await makeTeam()
    const limit = { kind: 'member', subject: member.userId, mostCredits: 5 } as const
    await refuses(setSpendingLimit(admin, limit), 'forbidden')
    await refuses(setSpendingLimit(member, limit), 'forbidden')
    await refuses(setSpendingLimit((await makeTeam()).owner, limit), 'not-found')
    await refuses(setSpendingLimit(owner, { kind: 'action', subject: 999, mostCredits: 5 }), 'not-found')
    await setSpendingLimit(owner, limit)
    await setSpendingLimit(owner, limit)
    expect(await verbsOf(owner.workspaceId)).toEqual(['cap.set'])
  })
})

describe('a decision about a spending limit', () => {
  it('R34: is refused if the limit changed since the owner saw it', async () => {
    const { owner, member } = await limitedTeam(50)
    const raise = { kind: 'member' as const, subject: member.userId, mostCredits: 100, seenCredits: 50 }
    await setSpendingLimit(owner, { ...raise, mostCredits: 20, seenCredits: 50 })
    await refuses(setSpendingLimit(owner, raise), 'spending-limit.changed')
    await setSpendingLimit(owner, { ...raise, seenCredits: 20 })
    // Two clicks count as one.
    await setSpendingLimit(owner, { ...raise, seenCredits: 20 })
    expect(
      (await readSpendingLimits(owner)).rows.find(({ subject }) => subject === member.userId),
    ).toMatchObject({
      mostCredits: 100,
    })
  })
})

describe('several spending limits at once', () => {
  const storedOf = async (ctx: WorkspaceContext) =>
    (await readSpendingLimits(ctx)).rows.flatMap(({ kind, subject, mostCredits }) =>
      mostCredits === null ? [] : [[kind, subject, mostCredits]],
    )

  it('R33: are saved together, and only those that changed are recorded', async () => {
    const { owner, member } = await limitedTeam(50)
    const changed = await setSpendingLimits(owner, [
      { kind: 'member', subject: member.userId, mostCredits: 50, seenCredits: 50 },
      { kind: 'member', subject: owner.userId, mostCredits: 0, seenCredits: null },
      { kind: 'action', subject: actionIds['report.generate'], mostCredits: 40, seenCredits: null },
      { kind: 'action', subject: actionIds['feed.post'], mostCredits: null, seenCredits: null },
    ])
    expect(changed).toBe(2)
    expect(await storedOf(owner)).toEqual(
      expect.arrayContaining([
        ['member', member.userId, 50],
        ['member', owner.userId, 0],
        ['action', actionIds['report.generate'], 40],
      ]),
    )
    expect((await readSpendingLimitChanges(owner)).map(({ to }) => to)).toHaveLength(3)
  })

  it('R34: none is saved if one of them changed since the page was opened, and the refusal names it', async () => {
    const { owner, member } = await limitedTeam(50)
    await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits: 20 })
    const choices: SpendingLimitChoice[] = [
      { kind: 'action', subject: actionIds['report.generate'], mostCredits: 40, seenCredits: null },
      { kind: 'member', subject: member.userId, mostCredits: 90, seenCredits: 50 },
    ]
    await refuses(setSpendingLimits(owner, choices), 'spending-limit.changed')
    await expect(setSpendingLimits(owner, choices)).rejects.toThrow(/The spending limit for .+ changed/)
    expect(await storedOf(owner)).toEqual([['member', member.userId, 20]])
  })

  it('R34: keep a change by someone else at a limit that was not edited', async () => {
    const { owner, member } = await limitedTeam(50)
    await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits: 20 })
    const changed = await setSpendingLimits(owner, [
      { kind: 'member', subject: member.userId, mostCredits: 50, seenCredits: 50 },
      { kind: 'action', subject: actionIds['image.edit'], mostCredits: 5, seenCredits: null },
    ])
    expect(changed).toBe(1)
    expect(await storedOf(owner)).toContainEqual(['member', member.userId, 20])
  })

  it('R35: none is saved if one of them is about someone of another workspace', async () => {
    const { owner } = await limitedTeam(50)
    const stranger = (await makeTeam()).member
    const before = await storedOf(owner)
    const choices: SpendingLimitChoice[] = [
      { kind: 'action', subject: actionIds['image.edit'], mostCredits: 5 },
      { kind: 'member', subject: stranger.userId, mostCredits: 5 },
    ]
    await refuses(setSpendingLimits(owner, choices), 'not-found')
    expect(await storedOf(owner)).toEqual(before)
  })

  it('are read from a form by name, with an error at each field that is wrong', () => {
    expect(
      SpendingLimitsInput.parse({
        'limit-member-12': '40',
        'seen-member-12': '',
        'limit-action-1': '',
        'seen-action-1': '30',
        'limit-action-6': '0',
        'limit-feed-6': '1',
        'limit-member-x': '1',
      }),
    ).toEqual([
      { kind: 'member', subject: 12, mostCredits: 40, seenCredits: null },
      { kind: 'action', subject: 1, mostCredits: null, seenCredits: 30 },
      { kind: 'action', subject: 6, mostCredits: 0 },
    ])
    const wrong = SpendingLimitsInput.safeParse({
      'limit-member-12': 'many',
      'limit-member-13': '1.5',
      'limit-member-14': '-1',
      'limit-member-15': '1000001',
      'limit-member-16': ['1', '2'],
      'limit-member-17': '10',
    })
    expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['limit-member-12', 'Enter a whole number.'],
      ['limit-member-13', 'Enter a whole number.'],
      ['limit-member-14', 'Enter 0 or more.'],
      ['limit-member-15', 'Enter 1,000,000 or less.'],
      ['limit-member-16', 'Enter a whole number.'],
    ])
  })
})

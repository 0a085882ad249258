import { asc, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { notifications, spendingLimitRequests } from '@/db/schema'
import { brokenBy } from '@/db/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds } from '@/lib/credits/shared/actions'
import { savePreferences } from '@/lib/notifications/preferences'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { join, refuses, verbsOf } from '@/lib/workspaces/testing'
import { readSpendingLimits } from './read-spending-limits'
import { requestIncrease } from './request-increase'
import { limitedTeam, notificationsOf, prepareSpending, report, setSpendingLimit } from './testing'

prepareSpending()

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
    const second = system().insert(spendingLimitRequests).values(again)
    expect(await brokenBy(second)).toBe('spending_limit_requests_open')
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

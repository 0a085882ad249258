import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { notifications } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { actionIds } from '@/lib/credits/shared/actions'
import { capture, quote, release, reserve } from '@/lib/metering/metered'
import { savePreferences } from '@/lib/notifications/preferences'
import { join, makeTeam, refuses, verbsOf } from '../testing'
import { readCaps } from './read-spending-limits'
import { askForCap } from './request-limit-increase'
import { setCap } from './set-spending-limit'
import { readCapChanges } from './spending-limit-changes'

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

const told = ({ workspaceId, userId }: WorkspaceContext) =>
  system()
    .select({ kind: notifications.kind, data: notifications.data })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.userId, userId)))
    .orderBy(asc(notifications.createdAt))

async function cappedTeam(mostCredits: number) {
  const owner = await makeSubscriber('starter', 500)
  const member = await join(owner.workspaceId, 'member')
  await setCap(owner, { kind: 'member', subject: member.userId, mostCredits })
  return { owner, member }
}

describe('caps on a shared balance', () => {
  it('hold a member to what an owner said, holds included; two at once cannot pass it together', async () => {
    const { owner, member } = await cappedTeam(50)
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => report(member)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const refused = tried.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      code: 'cap.reached',
      details: { cost: 20, cap: 50, used: 40, href: expect.stringContaining('#caps') },
    })
    // Others are not held to it, and what failed is free again.
    await report(owner)
    expect(await left(owner)).toBe(440)
    const [first, second] = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await capture(owner.workspaceId, first?.holdId ?? '', 1)
    await refuses(report(member), 'cap.reached')
    await release(owner.workspaceId, second?.holdId ?? '')
    await report(member)
    expect(await quote(member, 'report.generate')).toMatchObject({ capLeftCredits: 10, affordable: false })
    expect(await quote(owner, 'report.generate')).toMatchObject({ capLeftCredits: null, affordable: true })
  })

  it('R12: what was accepted before is accepted again, also when the cap is reached by it', async () => {
    const { member } = await cappedTeam(20)
    const key = randomUUID()
    const { holdId } = await report(member, key)
    expect((await report(member, key)).holdId).toBe(holdId)
    await refuses(report(member), 'cap.reached')
  })

  it('hold everybody together to the cap of an action, and to nothing else', async () => {
    const owner = await makeSubscriber('starter', 500)
    const member = await join(owner.workspaceId, 'member')
    await setCap(owner, { kind: 'action', subject: actionIds['report.generate'], mostCredits: 30 })
    await report(owner)
    await refuses(report(member), 'cap.reached')
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

  it('R31: whoever is refused can ask; who raised the cap, and from what, is told and shown', async () => {
    const { owner, member } = await cappedTeam(10)
    const admin = await join(owner.workspaceId, 'admin')
    const other = await join(owner.workspaceId, 'member')
    const own = { kind: 'member', subject: member.userId } as const
    await refuses(report(member), 'cap.reached')
    expect(await askForCap(member, own)).toBe('asked')
    // Only an owner can raise it, so nobody else is asked.
    expect([await told(owner), await told(admin), await told(other)]).toMatchObject([
      [{ kind: 'credits-asked', data: { cap: { mostCredits: 10, usedCredits: 0 } } }],
      [],
      [],
    ])
    const asked = (await readCaps(owner)).rows.find(({ subject }) => subject === member.userId)
    // Twice as much as it was, and enough for the dearest single action.
    expect(asked).toMatchObject({ asks: [{ name: 'Pat Person', own: false }], raiseTo: 20 })
    await setCap(owner, { ...own, mostCredits: 60 })
    await report(member)
    expect([await told(member), await told(other)]).toMatchObject([
      [{ kind: 'cap-answered', data: { by: 'Tess Ter', mostCredits: 60 } }],
      [],
    ])
    const seen = await readCaps(member)
    expect(seen).toMatchObject({
      mayManage: false,
      rows: [{ kind: 'member', subject: member.userId, mostCredits: 60, usedCredits: 20, asks: [] }],
      changes: [
        { from: 10, to: 60 },
        { from: null, to: 10 },
      ],
    })
    expect((await readCaps(owner)).rows.length).toBeGreaterThan(7)
    const during = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) }
    const before = { from: new Date(0), to: during.from }
    expect(await readCapChanges(member, during)).toMatchObject([{ to: 60 }, { to: 10 }])
    expect([await readCapChanges(member, before), await readCapChanges(other, during)]).toEqual([[], []])
    await setCap(owner, { ...own, mostCredits: null })
    expect((await readCaps(member)).rows).toEqual([])
  })
})

describe('asking for more of a cap', () => {
  const onReports = { kind: 'action', subject: actionIds['report.generate'] } as const

  it('R12: is one question a day, also of two clicks at once; an answer opens it again', async () => {
    const { owner, member } = await cappedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const both = await Promise.all([askForCap(member, own), askForCap(member, own)])
    expect(both.toSorted()).toEqual(['asked', 'asked-before'])
    expect(await told(owner)).toHaveLength(1)
    await setCap(owner, { ...own, mostCredits: 15 })
    expect(await askForCap(member, own)).toBe('asked')
    expect(await told(owner)).toHaveLength(2)
  })

  it('R31: anybody under the cap of an action can ask, and an owner learns which', async () => {
    const { owner, member } = await cappedTeam(500)
    await setCap(owner, { ...onReports, mostCredits: 5 })
    await refuses(report(member), 'cap.reached')
    expect(await askForCap(member, onReports)).toBe('asked')
    expect(await told(owner)).toMatchObject([{ data: { cap: { action: 'Generate a report' } } }])
    expect((await readCaps(member)).rows).toMatchObject([
      { kind: 'member', asks: [] },
      { kind: 'action', asks: [{ own: true }] },
    ])
  })

  it('R35: is about a cap that there is, of their own workspace and not of another member', async () => {
    const { owner, member } = await cappedTeam(10)
    const own = { kind: 'member', subject: member.userId } as const
    const other = await join(owner.workspaceId, 'member')
    await refuses(askForCap(other, own), 'not-found')
    await refuses(askForCap((await cappedTeam(5)).member, own), 'not-found')
    await refuses(askForCap(member, onReports), 'not-found')
    expect(await told(owner)).toEqual([])
  })

  it('stands beside the cap also where no owner wants to be told', async () => {
    const { owner, member } = await cappedTeam(10)
    await savePreferences(owner, { inApp: [], byMail: [] })
    expect(await askForCap(member, { kind: 'member', subject: member.userId })).toBe('nobody')
    expect((await readCaps(owner)).rows.flatMap(({ asks }) => asks)).toHaveLength(1)
  })
})

describe('setting a cap', () => {
  it('is for owners, about members of their own workspace and known actions, and once is as good as twice', async () => {
    const { owner, admin, member } = await makeTeam()
    const cap = { kind: 'member', subject: member.userId, mostCredits: 5 } as const
    await refuses(setCap(admin, cap), 'forbidden')
    await refuses(setCap(member, cap), 'forbidden')
    await refuses(setCap((await makeTeam()).owner, cap), 'not-found')
    await refuses(setCap(owner, { kind: 'action', subject: 999, mostCredits: 5 }), 'not-found')
    await setCap(owner, cap)
    await setCap(owner, cap)
    expect(await verbsOf(owner.workspaceId)).toEqual(['cap.set'])
  })
})

describe('a decision about a cap', () => {
  it('R34: is for the limit that the owner saw; one that changed in between is reviewed again', async () => {
    const { owner, member } = await cappedTeam(50)
    const raise = { kind: 'member' as const, subject: member.userId, mostCredits: 100, seenCredits: 50 }
    await setCap(owner, { ...raise, mostCredits: 20, seenCredits: 50 })
    await refuses(setCap(owner, raise), 'cap.changed')
    await setCap(owner, { ...raise, seenCredits: 20 })
    // The same click twice is one.
    await setCap(owner, { ...raise, seenCredits: 20 })
    expect((await readCaps(owner)).rows.find(({ subject }) => subject === member.userId)).toMatchObject({
      mostCredits: 100,
    })
  })
})

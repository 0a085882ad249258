import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { notifications } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds } from '@/lib/credits/actions'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read'
import { capture, quote, release, reserve } from '@/lib/metering/metered'
import { askForCredits } from '@/lib/notifications/ask-for-credits'
import { readCaps } from './read-caps'
import { setCap } from './set-cap'
import { join, makeTeam, refuses, verbsOf } from './testing'

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

  it('R31: whoever is refused can ask; who raised the cap, and from what, is shown', async () => {
    const { owner, member } = await cappedTeam(10)
    await refuses(report(member), 'cap.reached')
    expect(await askForCredits(member)).toBe('asked')
    const [told] = await system()
      .select({ data: notifications.data })
      .from(notifications)
      .where(eq(notifications.workspaceId, owner.workspaceId))
    expect(told?.data).toMatchObject({ cap: { mostCredits: 10, usedCredits: 0 } })
    await setCap(owner, { kind: 'member', subject: member.userId, mostCredits: 60 })
    await report(member)
    const seen = await readCaps(member)
    expect(seen).toMatchObject({
      mayManage: false,
      own: true,
      rows: [{ kind: 'member', subject: member.userId, mostCredits: 60, usedCredits: 20 }],
      changes: [
        { from: 10, to: 60 },
        { from: null, to: 10 },
      ],
    })
    expect((await readCaps(owner)).rows.length).toBeGreaterThan(7)
    await setCap(owner, { kind: 'member', subject: member.userId, mostCredits: null })
    expect((await readCaps(member)).rows).toEqual([])
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

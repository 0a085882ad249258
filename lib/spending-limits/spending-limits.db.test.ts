import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeSubscriber } from '@/lib/billing/testing'
import { actionIds } from '@/lib/credits/shared/actions'
import { capture, quote, release, reserve } from '@/lib/metering/metered'
import { join, refuses } from '@/lib/workspaces/testing'
import { readSpendingLimits } from './read-spending-limits'
import { requestIncrease } from './request-increase'
import { readSpendingLimitChanges } from './spending-limit-changes'
import { left, limitedTeam, notificationsOf, prepareSpending, report, setSpendingLimit } from './testing'

prepareSpending()

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

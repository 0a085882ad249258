import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { accountEmails, emailChanges, members, operatorEvents } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { makePerson, makeTeam, refuses } from '@/lib/workspaces/testing'
import { ChangeMemberEmailInput, changeMemberEmail } from './change-member-email'

setTestEnv({ OPERATOR_EMAILS: 'ann@trak.test' })
const ann = { userId: (await makePerson('ann@trak.test')).id, email: 'ann@trak.test' }
afterAll(() => disconnect())

const newAddress = () => `${randomUUID()}@agency.test`
const eventsOf = (workspaceId: number) =>
  system().select().from(operatorEvents).where(eq(operatorEvents.workspaceId, workspaceId))
const changesOf = (userId: number) =>
  system().select().from(emailChanges).where(eq(emailChanges.userId, userId))

describe('R34, R36: an operator changes a member’s address', () => {
  it('is idempotent, records the reason in the audit log and emails both addresses', async () => {
    const { member } = await makeTeam()
    const { workspaceId, userId } = member
    const wanted = { workspaceId, userId, email: newAddress(), reason: 'Called back on the number we have' }
    await Promise.all([changeMemberEmail(ann, wanted), changeMemberEmail(ann, wanted)])
    expect(await changesOf(userId)).toMatchObject([
      { operatorId: ann.userId, newEmail: wanted.email, confirmedAt: null },
    ])
    expect(await eventsOf(workspaceId)).toMatchObject([
      {
        verb: 'member.email-change-requested',
        reason: wanted.reason,
        operatorId: ann.userId,
        after: { userId, email: wanted.email },
      },
    ])
    const emails = await system().select().from(accountEmails).where(eq(accountEmails.userId, userId))
    expect(emails.map(({ kind }) => kind).toSorted()).toEqual([
      'email-change-confirm',
      'email-change-requested',
    ])
  })

  it('is refused for people outside that workspace', async () => {
    const [here, there] = [await makeTeam(), await makeTeam()]
    const wanted = { email: newAddress(), reason: 'Asked by phone' }
    const { workspaceId } = here.owner
    await refuses(
      changeMemberEmail(ann, { ...wanted, workspaceId, userId: there.member.userId }),
      'not-found',
    )
    expect([await changesOf(there.member.userId), await eventsOf(workspaceId)]).toEqual([[], []])
  })

  it('is refused in the operator’s own workspace, also for themselves', async () => {
    const { member } = await makeTeam()
    const { workspaceId, userId } = member
    await system().insert(members).values({ workspaceId, userId: ann.userId, role: 'member' })
    for (const who of [userId, ann.userId]) {
      const wanted = { workspaceId, userId: who, email: newAddress(), reason: 'A favor' }
      await refuses(changeMemberEmail(ann, wanted), 'email-change.own-workspace')
    }
    expect(await changesOf(userId)).toEqual([])
  })

  it('validates the address, the reason and the ids', () => {
    const good = { workspaceId: '1', userId: '2', email: ' Sam@Agency.test', reason: 'Asked by phone' }
    expect(ChangeMemberEmailInput.parse(good)).toMatchObject({ userId: 2, email: 'sam@agency.test' })
    for (const bad of [
      { email: 'x1 sam@agency.test' },
      { reason: ' ' },
      { userId: '99999999999' },
      { workspaceId: 'x' },
    ])
      expect(ChangeMemberEmailInput.safeParse({ ...good, ...bad }).success).toBe(false)
  })
})

import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { auditEvents, type MemberRole, members, users, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { currentMembership } from '../testing'
import { changeRole } from './change-role'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'

afterAll(() => disconnect())

async function join(workspaceId: number, role: MemberRole): Promise<WorkspaceContext> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@agency.test`, name: role })
    .returning()
  await system().insert(members).values({ workspaceId, userId: user!.id, role })
  return { workspaceId, userId: user!.id, role }
}

async function team() {
  const [workspace] = await system().insert(workspaces).values({ name: 'Sunny Lettings' }).returning()
  const { id } = workspace!
  return { owner: await join(id, 'owner'), admin: await join(id, 'admin'), member: await join(id, 'member') }
}

async function roleOf({ workspaceId, userId }: WorkspaceContext): Promise<MemberRole | undefined> {
  const [row] = await system()
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  return row?.role
}

const verbsOf = async ({ workspaceId }: WorkspaceContext) =>
  (await system().select().from(auditEvents).where(eq(auditEvents.workspaceId, workspaceId))).map(
    ({ verb }) => verb,
  )

const refuses = (attempt: Promise<unknown>, code: string) =>
  expect(attempt).rejects.toSatisfy((error) => isRefusal(error, code))

describe('R34: changeRole', () => {
  it('is allowed for owners and admins, and repeating it writes one audit event', async () => {
    const { owner, admin, member } = await team()
    await changeRole(admin, { userId: member.userId, role: 'admin' })
    await changeRole(owner, { userId: member.userId, role: 'admin' })
    expect(await roleOf(member)).toBe('admin')
    expect(await verbsOf(owner)).toEqual(['member.role-changed'])
  })

  it('is refused for members, and for admins who change owners', async () => {
    const { owner, admin, member } = await team()
    await refuses(changeRole(member, { userId: member.userId, role: 'admin' }), 'forbidden')
    await refuses(changeRole(admin, { userId: admin.userId, role: 'owner' }), 'forbidden')
    await refuses(changeRole(admin, { userId: owner.userId, role: 'member' }), 'forbidden')
    expect(await listMembers(owner)).toMatchObject([{ role: 'owner' }, { role: 'admin' }, { role: 'member' }])
    expect(await verbsOf(owner)).toEqual([])
  })

  it('a role that was lost since the request started no longer counts', async () => {
    const { owner, admin, member } = await team()
    await changeRole(owner, { userId: admin.userId, role: 'member' })
    await refuses(removeMember(admin, { userId: member.userId }), 'forbidden')
    expect(await roleOf(member)).toBe('member')
  })

  it('of two owners who step down at the same moment, one remains', async () => {
    const { owner, admin } = await team()
    await refuses(changeRole(owner, { userId: owner.userId, role: 'admin' }), 'members.last-owner')
    await changeRole(owner, { userId: admin.userId, role: 'owner' })
    const outcomes = await Promise.allSettled([
      changeRole(owner, { userId: owner.userId, role: 'member' }),
      removeMember(admin, { userId: admin.userId }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await system().select().from(members).where(eq(members.workspaceId, owner.workspaceId))
    expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })
})

describe('R35: removeMember', () => {
  it('ends access immediately, and is not found when repeated', async () => {
    const { admin, member } = await team()
    await removeMember(admin, { userId: member.userId })
    expect(await currentMembership(member.userId)).toBeNull()
    await refuses(removeMember(admin, { userId: member.userId }), 'not-found')
    await refuses(removeMember(member, { userId: admin.userId }), 'not-found')
    expect(await verbsOf(admin)).toEqual(['member.removed'])
  })

  it('a member can leave but not remove others, and the last owner can’t leave', async () => {
    const { owner, admin, member } = await team()
    await refuses(removeMember(member, { userId: admin.userId }), 'forbidden')
    await refuses(removeMember(admin, { userId: owner.userId }), 'forbidden')
    await removeMember(member, { userId: member.userId })
    await refuses(removeMember(owner, { userId: owner.userId }), 'members.last-owner')
    expect(await verbsOf(owner)).toEqual(['member.left'])
  })

  it('doesn’t affect members of another workspace', async () => {
    const [here, there] = [await team(), await team()]
    await refuses(removeMember(here.owner, { userId: there.member.userId }), 'not-found')
    await refuses(changeRole(here.owner, { userId: there.member.userId, role: 'admin' }), 'not-found')
    expect(await roleOf(there.member)).toBe('member')
    expect((await listMembers(here.owner)).map(({ userId }) => userId)).not.toContain(there.member.userId)
  })
})

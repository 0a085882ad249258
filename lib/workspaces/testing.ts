import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, type MemberRole, members, users, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { currentOf, listMemberships } from './own-workspaces.ts'

/** Builders for tests of members and workspaces. */

/** The workspace that a request of this person would be in. */
export const currentMembership = async (userId: number) => currentOf(await listMemberships(userId))

export async function makePerson(
  email = `${randomUUID()}@agency.test`,
): Promise<{ id: number; email: string }> {
  const [user] = await system().insert(users).values({ email, name: 'Pat Person' }).returning()
  return { id: user!.id, email }
}

export async function join(workspaceId: number, role: MemberRole): Promise<WorkspaceContext> {
  const { id } = await makePerson()
  await system().insert(members).values({ workspaceId, userId: id, role })
  return { workspaceId, userId: id, role }
}

/** A workspace without a plan, with one member of each role. */
export async function makeTeam(name = 'Sunny Lettings') {
  const [workspace] = await system().insert(workspaces).values({ name }).returning()
  const { id } = workspace!
  return { owner: await join(id, 'owner'), admin: await join(id, 'admin'), member: await join(id, 'member') }
}

export async function roleOf(workspaceId: number, userId: number): Promise<MemberRole | undefined> {
  const [row] = await system()
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  return row?.role
}

export const verbsOf = async (workspaceId: number) =>
  (
    await system()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, workspaceId))
      .orderBy(auditEvents.at)
  ).map(({ verb }) => verb)

export const refuses = (attempt: Promise<unknown>, code: string) =>
  expect(attempt).rejects.toSatisfy((error) => isRefusal(error, code))

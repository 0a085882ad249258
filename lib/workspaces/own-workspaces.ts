import { and, asc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { type MemberRole, members, users, workspaces } from '@/db/schema'
import { notFound } from '@/lib/core/errors'
import type { Membership } from './members/membership'

export type WorkspaceChoice = { workspaceId: number; name: string; role: MemberRole }

export type PersonsMembership = Membership & {
  /** They chose it last. */
  isChosen: boolean
  joinedAt: Date
}

/** A person's memberships, by the name of the workspace. Read on every request, so a removed member loses access at once (R35). */
export async function listMemberships(userId: number): Promise<PersonsMembership[]> {
  return readMemberships(system(), { userId })
}

const readMemberships = preparedRead((db, given: Given<'userId'>) =>
  db
    .select({
      workspaceId: members.workspaceId,
      userId: members.userId,
      role: members.role,
      workspaceName: workspaces.name,
      timeZone: workspaces.timeZone,
      isChosen: sql<boolean>`${members.workspaceId} is not distinct from ${users.currentWorkspaceId}`,
      joinedAt: members.joinedAt,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.userId, given('userId')))
    .orderBy(asc(workspaces.name), asc(workspaces.id)),
)

/** A person's current workspace: the one they chose last if they are still a member, else the one they joined first. */
export function currentOf(memberships: readonly PersonsMembership[]): Membership | null {
  const joinedFirst = memberships.toSorted((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
  const found = memberships.find(({ isChosen }) => isChosen) ?? joinedFirst[0]
  if (!found) return null
  const { isChosen: _, joinedAt: __, ...membership } = found
  return membership
}

/** What the menu of workspaces shows of them. */
export const choicesOf = (memberships: readonly PersonsMembership[]): WorkspaceChoice[] =>
  memberships.map(({ workspaceId, workspaceName: name, role }) => ({ workspaceId, name, role }))

/** The workspaces a person belongs to, by name. */
export async function listWorkspaces(userId: number): Promise<WorkspaceChoice[]> {
  return choicesOf(await listMemberships(userId))
}

/** Makes another of the person's workspaces their current one. */
export async function switchWorkspace(userId: number, workspaceId: number): Promise<void> {
  // Two statements: Citus can't read a workspace's table in a write of people. A choice that is no longer theirs is ignored.
  const [member] = await system()
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  if (!member) throw notFound('workspace')
  await system().update(users).set({ currentWorkspaceId: workspaceId }).where(eq(users.id, userId))
}

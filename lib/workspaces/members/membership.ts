import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { members, users, workspaces } from '@/db/schema/index'
import type { WorkspaceContext } from '@/lib/core/context'

export type Membership = WorkspaceContext & { workspaceName: string; timeZone: string }

/**
 * The person's current workspace: the one they chose last if they are still a member, else the one they joined first.
 * Read from the database on every request, so a removed member loses access immediately (R35).
 */
export async function currentMembership(userId: number): Promise<Membership | null> {
  const [found] = await system()
    .select({
      workspaceId: members.workspaceId,
      userId: members.userId,
      role: members.role,
      workspaceName: workspaces.name,
      timeZone: workspaces.timeZone,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.userId, userId))
    .orderBy(
      desc(sql`${members.workspaceId} is not distinct from ${users.currentWorkspaceId}`),
      asc(members.joinedAt),
    )
    .limit(1)
  return found ?? null
}

/** Whether they are still a member, for connections that stay open longer than a request. */
export async function isMember({
  workspaceId,
  userId,
}: Pick<WorkspaceContext, 'workspaceId' | 'userId'>): Promise<boolean> {
  const [found] = await system()
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  return found !== undefined
}

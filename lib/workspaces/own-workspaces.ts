import { and, asc, eq, exists } from 'drizzle-orm'
import { system } from '@/db/client'
import { type MemberRole, members, users, workspaces } from '@/db/schema'
import { notFound } from '@/lib/core/errors'

export type WorkspaceChoice = { workspaceId: number; name: string; role: MemberRole }

/** The workspaces a person belongs to, by name. */
export async function listWorkspaces(userId: number): Promise<WorkspaceChoice[]> {
  return system()
    .select({ workspaceId: members.workspaceId, name: workspaces.name, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(eq(members.userId, userId))
    .orderBy(asc(workspaces.name), asc(workspaces.id))
}

/** Makes another of the person's workspaces their current one. */
export async function switchWorkspace(userId: number, workspaceId: number): Promise<void> {
  const db = system()
  const belongs = db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
  const done = await db
    .update(users)
    .set({ currentWorkspaceId: workspaceId })
    .where(and(eq(users.id, userId), exists(belongs)))
    .returning({ id: users.id })
  if (done.length === 0) throw notFound('workspace')
}

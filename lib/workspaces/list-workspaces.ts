import { asc, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { type MemberRole, members, workspaces } from '@/db/schema'

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

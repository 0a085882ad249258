import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { members } from '@/db/schema/index'
import type { WorkspaceContext } from '@/lib/core/context'

export type Membership = WorkspaceContext & { workspaceName: string; timeZone: string }

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

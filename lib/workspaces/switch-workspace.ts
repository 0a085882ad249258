import { and, eq, exists } from 'drizzle-orm'
import { system } from '@/db/client'
import { members, users } from '@/db/schema'
import { notFound } from '@/lib/core/errors'

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

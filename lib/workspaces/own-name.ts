import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** The current member's name; empty if they have none. */
export async function ownName({ workspaceId, userId }: WorkspaceContext): Promise<string> {
  const [user] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ name: users.name }).from(users).where(eq(users.id, userId)),
  )
  return user?.name?.trim() ?? ''
}

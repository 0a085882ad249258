import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** How the member who asks signs; empty when they gave no name. */
export async function ownName({ workspaceId, userId }: WorkspaceContext): Promise<string> {
  const [user] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ name: users.name }).from(users).where(eq(users.id, userId)),
  )
  return user?.name?.trim() ?? ''
}

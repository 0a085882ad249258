import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, system } from '@/db/client'
import { users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

export const PersonName = z.string().trim().min(1, 'Enter your name.').max(80, 'Use at most 80 characters.')

/** Changes the person's name, in all their workspaces. */
export async function renamePerson(userId: number, name: string): Promise<void> {
  await system().update(users).set({ name }).where(eq(users.id, userId))
}

/** The current member's name; empty if they have none. */
export async function ownName({ workspaceId, userId }: WorkspaceContext): Promise<string> {
  const [user] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ name: users.name }).from(users).where(eq(users.id, userId)),
  )
  return user?.name?.trim() ?? ''
}

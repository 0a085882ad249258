import { asc, eq } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { members, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** Names for filters by member. */
export async function memberNames(ctx: WorkspaceContext): Promise<{ userId: number; name: string }[]> {
  const people = await readInWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ userId: users.id, name: users.name, email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.workspaceId, ctx.workspaceId))
      .orderBy(asc(users.name), asc(users.email)),
  )
  return people.map(({ userId, name, email }) => ({ userId, name: name || email }))
}

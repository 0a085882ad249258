import { asc, eq, sql } from 'drizzle-orm'
import { inWorkspace, readInWorkspace } from '@/db/client'
import { type MemberRole, members, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

export type MemberView = { userId: number; name: string; email: string; role: MemberRole; joinedAt: Date }

/** All members of this workspace, owners first. */
export async function listMembers(ctx: WorkspaceContext): Promise<MemberView[]> {
  const people = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: members.role,
        joinedAt: members.joinedAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.workspaceId, ctx.workspaceId))
      .orderBy(
        sql`array_position(array['owner', 'admin', 'member'], ${members.role})`,
        asc(members.joinedAt),
      ),
  )
  return people.map((person) => ({ ...person, name: person.name || person.email }))
}

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

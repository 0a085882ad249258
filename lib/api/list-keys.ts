import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { apiKeys, users } from '@/db/schema'
import type { ApiScope } from '@/db/schema/api-keys'
import type { WorkspaceContext } from '@/lib/core/context'

export type KeyView = {
  id: string
  name: string
  prefix: string
  scopes: ApiScope[]
  madeBy: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** The keys that work, the newest first. */
export async function listKeys(ctx: WorkspaceContext): Promise<KeyView[]> {
  return inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        madeBy: sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt)),
  )
}

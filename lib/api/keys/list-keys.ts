import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys, users } from '@/db/schema'
import type { ApiScope, KeyKind } from '@/db/schema/people/api-keys'
import type { WorkspaceContext } from '@/lib/core/context'

export type KeyView = {
  id: string
  name: string
  prefix: string
  scopes: ApiScope[]
  kind: KeyKind
  madeBy: string
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  isExpired: boolean
}

/** Keys that are not revoked, newest first. Expired keys stay listed until someone revokes them. */
export async function listKeys(ctx: WorkspaceContext): Promise<KeyView[]> {
  return inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        kind: apiKeys.kind,
        madeBy: sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
        expiresAt: apiKeys.expiresAt,
        isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= ${marketNow}, false)`,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt)),
  )
}

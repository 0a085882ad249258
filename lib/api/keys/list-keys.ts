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
  /** It expires within two weeks. */
  isExpiring: boolean
  rotatedAt: Date | null
  /** When the secret before the last rotation stops working; null if it has. */
  previousUntil: Date | null
  previousUsedAt: Date | null
  /** Whether this person can rotate it: a personal key acts as its creator. */
  canRotate: boolean
}

const EXPIRING_DAYS = 14

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
        isExpiring: sql<boolean>`coalesce(${apiKeys.expiresAt} > ${marketNow}
          and ${apiKeys.expiresAt} < ${marketNow} + make_interval(days => ${EXPIRING_DAYS}), false)`,
        rotatedAt: apiKeys.rotatedAt,
        previousUntil:
          sql<Date | null>`case when ${apiKeys.previousUntil} > ${marketNow} then ${apiKeys.previousUntil} end`.mapWith(
            apiKeys.previousUntil,
          ),
        previousUsedAt: apiKeys.previousUsedAt,
        canRotate: sql<boolean>`${apiKeys.kind} = 'service' or ${apiKeys.createdBy} = ${ctx.userId}`,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt)),
  )
}

import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys, members, workspaces } from '@/db/schema'
import type { ApiScope } from '@/db/schema/people/api-keys'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { formatDate } from '@/lib/core/text/format'
import { hashKey, workspaceOfKey } from './api-key'

/** The caller of the API. A hold belongs to the key that opened it. */
export type ApiContext = WorkspaceContext & {
  apiKeyId: string
  /** Of the workspace. */
  timeZone: string
}
export type ApiCaller = { ctx: ApiContext; keyId: string; scopes: ApiScope[] }

/**
 * Authenticates an API key, which is valid only for its workspace. A personal key acts as its creator and ends with their
 * membership. A service key acts as itself and outlives it (R35). Both end on their expiry date. After a rotation the
 * previous secret works until its own end.
 * @throws Refusal `key.invalid`, `key.expired`
 */
export async function authenticate(authorization: string | null): Promise<ApiCaller> {
  const key = /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1] ?? ''
  const workspaceId = workspaceOfKey(key)
  if (workspaceId === null) throw invalid()
  const hash = hashKey(key)
  const isPrevious = eq(apiKeys.previousHash, hash)
  const [found] = await system()
    .select({
      id: apiKeys.id,
      createdBy: apiKeys.createdBy,
      serviceActor: apiKeys.serviceActor,
      scopes: apiKeys.scopes,
      timeZone: workspaces.timeZone,
      expiresAt: apiKeys.expiresAt,
      isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= ${marketNow}, false)`,
      isPrevious: sql<boolean>`coalesce(${isPrevious}, false)`,
    })
    .from(apiKeys)
    .innerJoin(workspaces, and(eq(workspaces.id, apiKeys.workspaceId), isNull(workspaces.deletedAt)))
    .leftJoin(
      members,
      and(eq(members.workspaceId, apiKeys.workspaceId), eq(members.userId, apiKeys.createdBy)),
    )
    .where(
      and(
        eq(apiKeys.workspaceId, workspaceId),
        or(eq(apiKeys.keyHash, hash), and(isPrevious, gt(apiKeys.previousUntil, marketNow))),
        isNull(apiKeys.revokedAt),
        or(eq(apiKeys.kind, 'service'), isNotNull(members.userId)),
      ),
    )
  if (!found) throw invalid()
  if (found.isExpired) throw expired(found.expiresAt)
  await recordUse(workspaceId, found.id, found.isPrevious ? 'previousUsedAt' : 'lastUsedAt')
  const ctx: ApiContext = {
    workspaceId,
    userId: found.serviceActor ?? found.createdBy,
    role: 'member',
    authorId: found.createdBy,
    apiKeyId: found.id,
    timeZone: found.timeZone,
  }
  return { ctx, keyId: found.id, scopes: found.scopes }
}

type UsedAt = 'lastUsedAt' | 'previousUsedAt'

async function recordUse(workspaceId: number, id: string, field: UsedAt): Promise<void> {
  const usedAt = apiKeys[field]
  await system()
    .update(apiKeys)
    .set({ [field]: marketNow })
    .where(
      and(
        eq(apiKeys.workspaceId, workspaceId),
        eq(apiKeys.id, id),
        or(isNull(usedAt), sql`${usedAt} < ${marketNow} - interval '1 minute'`),
      ),
    )
}

const invalid = () =>
  new Refusal(
    'key.invalid',
    'Missing or invalid API key. Send a valid key as "Authorization: Bearer mtk_...". You can create keys in the workspace settings.',
  )

const expired = (at: Date | null) =>
  new Refusal(
    'key.expired',
    `This key expired on ${at ? formatDate(at, 'UTC') : 'an earlier date'}. Create a new key in the workspace settings.`,
    { expiredAt: at?.toISOString() ?? null },
  )

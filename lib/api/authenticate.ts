import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys, members } from '@/db/schema'
import type { ApiScope } from '@/db/schema/api-keys'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { hashKey, workspaceOfKey } from './api-key'

export type ApiCaller = { ctx: WorkspaceContext; keyId: string; scopes: ApiScope[] }

/**
 * Whose key it is. It works in its workspace alone, what it spends is in the statement under whoever made it, and it
 * ends with their membership (R35).
 * @throws Refusal `key.invalid`
 */
export async function authenticate(authorization: string | null): Promise<ApiCaller> {
  const key = /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1] ?? ''
  const workspaceId = workspaceOfKey(key)
  if (workspaceId === null) throw invalid()
  const [found] = await system()
    .select({ id: apiKeys.id, createdBy: apiKeys.createdBy, scopes: apiKeys.scopes })
    .from(apiKeys)
    .innerJoin(
      members,
      and(eq(members.workspaceId, apiKeys.workspaceId), eq(members.userId, apiKeys.createdBy)),
    )
    .where(
      and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.keyHash, hashKey(key)), isNull(apiKeys.revokedAt)),
    )
  if (!found) throw invalid()
  await noteUse(workspaceId, found.id)
  const ctx: WorkspaceContext = { workspaceId, userId: found.createdBy, role: 'member' }
  return { ctx, keyId: found.id, scopes: found.scopes }
}

async function noteUse(workspaceId: number, id: string): Promise<void> {
  await system()
    .update(apiKeys)
    .set({ lastUsedAt: marketNow })
    .where(
      and(
        eq(apiKeys.workspaceId, workspaceId),
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), sql`${apiKeys.lastUsedAt} < ${marketNow} - interval '1 minute'`),
      ),
    )
}

const invalid = () =>
  new Refusal(
    'key.invalid',
    'Send a key that works: Authorization: Bearer mtk_... Keys are made in the settings.',
  )

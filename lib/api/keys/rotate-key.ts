import { and, eq, sql } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { generateKey } from './api-key'
import { assertCanManageKeys } from './create-key'
import type { Overlap } from './key-input'

/**
 * Gives a key a new secret, returned once. The key stays the same one, with its holds, limits and name in the statement. The
 * old secret keeps working for `overlap` hours, but not past its own expiry date. A key that expires gets the same lifetime
 * again.
 * @throws Refusal `forbidden`, `not-found`, `keys.expired`, `keys.not-yours`
 */
export async function rotateKey(
  ctx: WorkspaceContext,
  { id, overlap }: { id: string; overlap: Overlap },
): Promise<{ key: string }> {
  const { workspaceId, userId } = ctx
  const { key, prefix, keyHash } = generateKey(workspaceId)
  const isThis = and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id))
  await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManageKeys(actorRole)
    const [found] = await tx
      .select({
        kind: apiKeys.kind,
        createdBy: apiKeys.createdBy,
        revokedAt: apiKeys.revokedAt,
        isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= ${marketNow}, false)`,
        lifetime: sql<
          string | null
        >`(${apiKeys.expiresAt} - coalesce(${apiKeys.rotatedAt}, ${apiKeys.createdAt}))::text`,
      })
      .from(apiKeys)
      .where(isThis)
    if (!found || found.revokedAt) throw notFound('key')
    if (found.isExpired) throw new Refusal('keys.expired', 'This key has expired. Create a new key.')
    if (found.kind === 'personal' && found.createdBy !== userId) {
      throw new Refusal(
        'keys.not-yours',
        'Only its creator can rotate a personal key, because it acts as them. Revoke it or create a service key.',
      )
    }
    const hours = Number(overlap)
    const until = sql`${marketNow} + make_interval(hours => ${hours})`
    await tx
      .update(apiKeys)
      .set({
        prefix,
        keyHash,
        previousHash: hours === 0 ? null : sql`${apiKeys.keyHash}`,
        previousUntil: hours === 0 ? null : sql`least(${until}, ${apiKeys.expiresAt})`,
        previousUsedAt: null,
        rotatedAt: marketNow,
        expiresAt: found.lifetime === null ? null : sql`${marketNow} + ${found.lifetime}::interval`,
      })
      .where(isThis)
    await audit('api-key.rotated', { keyId: id, overlapHours: hours })
  })
  return { key }
}

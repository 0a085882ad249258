import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys } from '@/db/schema'
import type { ApiScope, KeyKind } from '@/db/schema/people/api-keys'
import { can, whoCan } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { type LockedMembers, withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { generateKey } from './api-key'
import type { KeyLifetime } from './key-input'

const MAX_KEYS = 20

type KeyOptions = { name: string; scopes: ApiScope[]; kind?: KeyKind; lifetime?: KeyLifetime }

/**
 * Creates a key for the agency's own programs. The key is returned once and not stored.
 * @throws Refusal `forbidden`, `keys.too-many`
 */
export async function createKey(
  ctx: WorkspaceContext,
  { name, scopes, kind = 'personal', lifetime = 'never' }: KeyOptions,
): Promise<{ id: string; key: string }> {
  const { workspaceId, userId } = ctx
  const { key, prefix, keyHash } = generateKey(workspaceId)
  return withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManageKeys(actorRole)
    const [active] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(apiKeys)
      .where(
        and(
          eq(apiKeys.workspaceId, workspaceId),
          isNull(apiKeys.revokedAt),
          or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, marketNow)),
        ),
      )
    if ((active?.count ?? 0) >= MAX_KEYS) {
      throw new Refusal(
        'keys.too-many',
        `A workspace can have at most ${MAX_KEYS} API keys. Revoke one you don’t use.`,
      )
    }
    const [created] = await tx
      .insert(apiKeys)
      .values({
        workspaceId,
        name,
        prefix,
        keyHash,
        scopes,
        kind,
        createdBy: userId,
        serviceActor: kind === 'service' ? sql`nextval('service_actors')::int` : null,
        expiresAt:
          lifetime === 'never' ? null : sql`${marketNow} + make_interval(days => ${Number(lifetime)})`,
      })
      .returning({ id: apiKeys.id })
    const { id } = created!
    await audit('api-key.made', { keyId: id, scopes, kind, lifetime })
    return { id, key }
  })
}

/** @throws Refusal `forbidden` */
export function assertCanManageKeys(role: LockedMembers['actorRole']): void {
  if (can(role, 'keys.manage')) return
  throw new Refusal('forbidden', whoCan('keys.manage'))
}

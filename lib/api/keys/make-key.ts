import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys } from '@/db/schema'
import type { ApiScope, KeyKind } from '@/db/schema/people/api-keys'
import { allowedRoles, can, permissions } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { type LockedMembers, withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { newKey } from './api-key'
import type { KeyLifetime } from './key-input'

const MOST_KEYS = 20

type WantedKey = { name: string; scopes: ApiScope[]; kind?: KeyKind; lifetime?: KeyLifetime }

/**
 * Makes a key for the agency's own programs. Its text is given this once and kept nowhere.
 * @throws Refusal `forbidden`, `keys.too-many`
 */
export async function makeKey(
  ctx: WorkspaceContext,
  { name, scopes, kind = 'personal', lifetime = 'never' }: WantedKey,
): Promise<{ id: string; key: string }> {
  const { workspaceId, userId } = ctx
  const { key, prefix, keyHash } = newKey(workspaceId)
  return withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    mustManageKeys(actorRole)
    const [alive] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(apiKeys)
      .where(
        and(
          eq(apiKeys.workspaceId, workspaceId),
          isNull(apiKeys.revokedAt),
          or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, marketNow)),
        ),
      )
    if ((alive?.count ?? 0) >= MOST_KEYS) {
      throw new Refusal(
        'keys.too-many',
        `A workspace has at most ${MOST_KEYS} keys. Revoke one that is not used.`,
      )
    }
    const [made] = await tx
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
    const { id } = made!
    await audit('api-key.made', { keyId: id, scopes, kind, lifetime })
    return { id, key }
  })
}

/** @throws Refusal `forbidden` */
export function mustManageKeys(role: LockedMembers['actorRole']): void {
  if (can(role, 'keys.manage')) return
  throw new Refusal(
    'forbidden',
    `Only ${allowedRoles('keys.manage')} can ${permissions['keys.manage'].description}.`,
  )
}

import { and, eq } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { assertCanManageKeys } from './create-key'

/** Revokes a key immediately. Idempotent. Its open holds stay until their lease ends. */
export async function revokeKey(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  const isThis = and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id))
  await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManageKeys(actorRole)
    const [found] = await tx.select().from(apiKeys).where(isThis)
    if (!found) throw notFound('key')
    if (found.revokedAt) return
    await tx.update(apiKeys).set({ revokedAt: marketNow, revokedBy: userId }).where(isThis)
    await audit('api-key.revoked', { keyId: id })
  })
}

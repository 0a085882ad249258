import { and, eq } from 'drizzle-orm'
import { type MemberRole, members } from '@/db/schema'
import { transferTrial } from '@/lib/billing/catalog/trial'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { assertOwner, withLockedMembers } from './locked-members'

/**
 * Transfers ownership: the member becomes an owner and the acting owner an admin, in one transaction.
 * @throws Refusal `forbidden`, `not-found`, `members.self`
 */
export async function transferOwnership(
  ctx: WorkspaceContext,
  { userId }: { userId: number },
): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, audit }) => {
    assertOwner(actorRole, 'ownership.transfer')
    const from = roleOf(userId)
    if (userId === ctx.userId) {
      throw new Refusal('members.self', 'Choose another member to transfer ownership to.')
    }
    await transferTrial(tx, userId, ctx.workspaceId)
    const setRole = (to: number, role: MemberRole) =>
      tx
        .update(members)
        .set({ role })
        .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, to)))
    await setRole(userId, 'owner')
    await setRole(ctx.userId, 'admin')
    await audit('ownership.transferred', { userId, from })
  })
}

import { and, eq } from 'drizzle-orm'
import { type MemberRole, members } from '@/db/schema'
import { transferTrial } from '@/lib/billing/catalog/trial'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { mustOwn, withLockedMembers } from './locked-members'

/**
 * Hands the workspace over: the member becomes an owner and whoever asks an admin, both or neither.
 * @throws Refusal `forbidden`, `not-found`, `members.self`
 */
export async function transferOwnership(
  ctx: WorkspaceContext,
  { userId }: { userId: number },
): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, audit }) => {
    mustOwn(actorRole, 'ownership.transfer')
    const from = roleOf(userId)
    if (userId === ctx.userId) {
      throw new Refusal('members.self', 'Choose somebody else to hand the workspace over to.')
    }
    await transferTrial(tx, userId, ctx.workspaceId)
    const give = (to: number, role: MemberRole) =>
      tx
        .update(members)
        .set({ role })
        .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, to)))
    await give(userId, 'owner')
    await give(ctx.userId, 'admin')
    await audit('ownership.transferred', { userId, from })
  })
}

import { and, eq, isNull } from 'drizzle-orm'
import { marketNow, readMarketNow } from '@/db/product-time'
import { apiKeys, invitations, members, users, workspaces } from '@/db/schema'
import { queueAccountEmail, sendAccountEmails } from '@/lib/auth/account-email/outbox'
import { endPlan } from '@/lib/billing/subscription/end-plan'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { isOpenFor } from '../invitations/write-invitation'
import { assertOwner, type LockedMembers, withLockedMembers } from '../members/locked-members'
import { stopWork } from './stop-work'

/** How long a deleted workspace is kept before everything but its ledger is erased (lib/retention/erase-workspace.ts). */
export const GRACE_DAYS = 30

/** From then on, the data of a workspace that was deleted at this time can be erased. */
export const erasedFrom = (deletedAt: Date): Date => new Date(deletedAt.getTime() + GRACE_DAYS * 86_400_000)

/**
 * Deletes a workspace: its plan ends immediately, all members lose access, and everything in it stops, including API keys,
 * invitations and share links (R35). Everyone who was a member is emailed. After the grace period lib/retention erases all
 * but the figures of the ledger and payments (R45). The typed name confirms it.
 * @throws Refusal `forbidden`, `workspace.name`
 */
export async function deleteWorkspace(ctx: WorkspaceContext, { name }: { name: string }): Promise<void> {
  await withLockedMembers(ctx, (locked) => assertNameMatches(ctx, locked, name))
  // Stripe is called outside a transaction. If the process dies here, the owner still has access and can try again.
  await endPlan(ctx)
  const emails = await withLockedMembers(ctx, async (locked) => {
    await assertNameMatches(ctx, locked, name)
    const { tx, audit } = locked
    const { workspaceId, userId } = ctx
    const queued = await queueEmails(locked, workspaceId, name)
    // An operator can restore it with these members (lib/operators/workspaces/restore-workspace.ts).
    const roles = await tx
      .select({ userId: members.userId, role: members.role })
      .from(members)
      .where(eq(members.workspaceId, workspaceId))
    await audit('workspace.deleted', { name, members: roles })
    await tx.update(invitations).set({ revokedAt: marketNow }).where(isOpenFor(workspaceId))
    await tx
      .update(apiKeys)
      .set({ revokedAt: marketNow, revokedBy: userId })
      .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
    await stopWork(tx, workspaceId)
    await tx.update(workspaces).set({ deletedAt: marketNow }).where(eq(workspaces.id, workspaceId))
    await tx.delete(members).where(eq(members.workspaceId, workspaceId))
    return queued
  })
  await sendAccountEmails(emails)
}

async function queueEmails({ tx }: LockedMembers, workspaceId: number, name: string): Promise<string[]> {
  const eraseOn = erasedFrom(await readMarketNow(tx)).toISOString()
  const people = await tx
    .select({ userId: users.id, to: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, workspaceId))
  const queued: string[] = []
  for (const { userId, to } of people) {
    const email = { kind: 'workspace-deleted', data: { name: name.trim(), eraseOn } } as const
    queued.push(await queueAccountEmail(tx, { userId, to, email }))
  }
  return queued
}

async function assertNameMatches(
  ctx: WorkspaceContext,
  { tx, actorRole }: LockedMembers,
  name: string,
): Promise<void> {
  assertOwner(actorRole, 'workspace.delete')
  const [workspace] = await tx
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  if (workspace?.name.trim() !== name.trim()) {
    throw new Refusal('workspace.name', 'The name doesn’t match. Type the workspace’s name to confirm.')
  }
}

import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import {
  apiKeys,
  campaigns,
  feedRuns,
  feeds,
  invitations,
  type MemberRole,
  members,
  posts,
  recurringReports,
  users,
} from '@/db/schema'
import { can, type Permission } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { type CreatedNotifications, createNotifications } from '@/lib/notifications/notify'
import { isOpenFor } from '../invitations/write-invitation'
import type { Transaction } from './locked-members'

/** How many of each ended. Plain numbers: they are stored in the audit event as they are. */
export type Ended = { invitations: number; keys: number; campaigns: number; posts: number; feeds: number }

type Leaving = {
  /** The member who was removed, left, or got another role. */
  userId: number
  /** Their new role; null: they are no longer a member. */
  role: MemberRole | null
}

/**
 * Ends what a member is no longer allowed to have (R35): open invitations, API keys, scheduled campaigns and scheduled
 * posts, each if their new role doesn't allow it. Runs in the transaction that changes the membership, under its lock.
 * Campaigns and posts are kept, for someone else to review and reschedule. The feeds of a person who left are paid for by
 * their successor.
 */
export async function endLeftBehind(
  tx: Transaction,
  ctx: WorkspaceContext,
  leaving: Leaving,
): Promise<{ ended: Ended; notified: CreatedNotifications[] }> {
  const { role } = leaving
  const loses = (permission: Permission) => role === null || !can(role, permission)
  const refused = loses('campaigns.send')
    ? [...(await refuseCampaigns(tx, ctx, leaving)), ...(await pauseRecurring(tx, ctx, leaving))]
    : []
  const ended = {
    invitations: loses('members.manage') ? await revokeInvitations(tx, ctx, leaving) : 0,
    keys: loses('keys.manage') ? await revokeKeys(tx, ctx, leaving) : 0,
    campaigns: refused.length,
    posts: loses('posts.approve') ? await unschedulePosts(tx, ctx, leaving) : 0,
    feeds: role === null ? await transferFeeds(tx, ctx, leaving) : 0,
  }
  return { ended, notified: refused }
}

async function revokeInvitations(tx: Transaction, { workspaceId }: WorkspaceContext, { userId }: Leaving) {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: marketNow })
    .where(and(isOpenFor(workspaceId), eq(invitations.invitedBy, userId)))
    .returning({ id: invitations.id })
  return revoked.length
}

async function revokeKeys(tx: Transaction, ctx: WorkspaceContext, { userId }: Leaving) {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: marketNow, revokedBy: ctx.userId })
    .where(
      and(
        eq(apiKeys.workspaceId, ctx.workspaceId),
        eq(apiKeys.createdBy, userId),
        // A service key belongs to the workspace and stays.
        eq(apiKeys.kind, 'personal'),
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning({ id: apiKeys.id })
  return revoked.length
}

/** A scheduled campaign belongs to the member who confirmed it. Anyone with the permission can confirm it again. */
async function refuseCampaigns(
  tx: Transaction,
  ctx: WorkspaceContext,
  { userId }: Leaving,
): Promise<CreatedNotifications[]> {
  const { workspaceId } = ctx
  const failure = `${await nameOf(tx, userId)}, who scheduled this campaign, is no longer in the workspace.`
  const refused = await tx
    .update(campaigns)
    .set({ status: 'refused', scheduledAt: null, failure })
    .where(
      and(
        eq(campaigns.workspaceId, workspaceId),
        eq(campaigns.status, 'scheduled'),
        eq(sql`coalesce(${campaigns.confirmedBy}, ${campaigns.createdBy})`, userId),
      ),
    )
    .returning({ id: campaigns.id, name: campaigns.name })
  const notified: CreatedNotifications[] = []
  for (const { id, name } of refused) {
    const notice = { kind: 'campaign-refused', data: { id, name, failure } } as const
    notified.push(await createNotifications(tx, workspaceId, `campaign ${id}, left by ${userId}`, notice))
  }
  return notified
}

/** A recurring report runs in the name of the member who confirmed it. The member who resumes it takes it over. */
async function pauseRecurring(
  tx: Transaction,
  { workspaceId }: WorkspaceContext,
  { userId }: Leaving,
): Promise<CreatedNotifications[]> {
  const failure = `${await nameOf(tx, userId)}, who set up this recurring report, is no longer in the workspace.`
  const paused = await tx
    .update(recurringReports)
    .set({ status: 'paused', failure })
    .where(
      and(
        eq(recurringReports.workspaceId, workspaceId),
        eq(recurringReports.status, 'active'),
        eq(recurringReports.confirmedBy, userId),
      ),
    )
    .returning({ id: recurringReports.id, name: recurringReports.name })
  const notified: CreatedNotifications[] = []
  for (const { id, name } of paused) {
    const notice = { kind: 'campaign-refused', data: { id, name, failure, recurring: true } } as const
    notified.push(await createNotifications(tx, workspaceId, `recurring ${id}, left by ${userId}`, notice))
  }
  return notified
}

async function unschedulePosts(tx: Transaction, { workspaceId }: WorkspaceContext, { userId }: Leaving) {
  const failure = `${await nameOf(tx, userId)}, who approved this post, can no longer approve posts. Review it, then schedule it again.`
  const unscheduled = await tx
    .update(posts)
    .set({ status: 'draft', scheduledAt: null, approvedBy: null, approvedAt: null, failure })
    .where(
      and(eq(posts.workspaceId, workspaceId), eq(posts.status, 'scheduled'), eq(posts.approvedBy, userId)),
    )
    .returning({ id: posts.id })
  return unscheduled.length
}

/** Makes a current member pay for their feeds and upcoming posts, within that member's spending limit. */
async function transferFeeds(tx: Transaction, ctx: WorkspaceContext, { userId }: Leaving): Promise<number> {
  const { workspaceId } = ctx
  const successor = await successorOf(tx, ctx, userId)
  if (successor === null) return 0
  const transferred = await tx
    .update(feeds)
    .set({ createdBy: successor })
    .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.createdBy, userId)))
    .returning({ id: feeds.id })
  await tx
    .update(feedRuns)
    .set({ uploadedBy: successor })
    .where(
      and(
        eq(feedRuns.workspaceId, workspaceId),
        eq(feedRuns.uploadedBy, userId),
        inArray(feedRuns.status, ['queued', 'running']),
      ),
    )
  // A post whose credits are already held is settled under the original member.
  await tx
    .update(posts)
    .set({ askedBy: successor })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        eq(posts.askedBy, userId),
        eq(posts.waitsFor, 'next'),
        isNull(posts.holdId),
      ),
    )
  return transferred.length
}

/** The member who removed them. If they left on their own, the owner who joined first. */
async function successorOf(tx: Transaction, ctx: WorkspaceContext, userId: number): Promise<number | null> {
  if (ctx.userId !== userId) return ctx.userId
  const [owner] = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.role, 'owner')))
    .orderBy(asc(members.joinedAt), asc(members.userId))
    .limit(1)
  return owner?.userId ?? null
}

async function nameOf(tx: Transaction, userId: number): Promise<string> {
  const [person] = await tx.select().from(users).where(eq(users.id, userId))
  return person?.name || person?.email || 'The member'
}

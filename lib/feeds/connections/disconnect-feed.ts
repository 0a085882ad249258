import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, feeds, posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { addressOf, hashOf, secretFor } from './feed-address'
import type { AddressInput, DisconnectInput } from './feed-input'
import { assertCanConnectMore, isFeed } from './save-feed'

/**
 * Disconnects a CRM: its secret URL stops working and fetching stops. Listings and posts are kept. Waiting posts can be kept
 * for approval or discarded permanently. A post in progress is still created. Idempotent.
 * @throws Refusal `not-found`
 */
export async function disconnectFeed(
  ctx: WorkspaceContext,
  { id, waiting }: DisconnectInput,
): Promise<{ discarded: number }> {
  const { workspaceId, userId } = ctx
  return inWorkspace(workspaceId, async (tx) => {
    const feed = await lockFeed(tx, workspaceId, id)
    if (feed.disconnectedAt) return { discarded: 0 }
    await tx.update(feeds).set({ disconnectedAt: marketNow }).where(isFeed(workspaceId, id))
    const discarded = waiting === 'drop' ? await discardWaiting(tx, ctx, id) : 0
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'feed.disconnect',
      detail: { id, name: feed.name, waiting, letGo: discarded },
    })
    return { discarded }
  })
}

/** Discards waiting posts, except those in progress, whose holds are settled when they finish. */
async function discardWaiting(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  feedId: string,
): Promise<number> {
  const discarded = await tx
    .update(posts)
    .set({ status: 'dropped', waitsFor: null, quotedCredits: null, letGoBy: userId })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        eq(posts.feedId, feedId),
        eq(posts.status, 'waiting'),
        or(ne(posts.waitsFor, 'next'), isNull(posts.holdId)),
      ),
    )
    .returning({ id: posts.id })
  return discarded.length
}

/**
 * Reconnects a CRM with a new secret URL. A feed with a URL to fetch is due immediately. The same request returns the same
 * URL.
 * @throws Refusal `not-found`, `feed.connected`, `feed.too-many`, `request.reused`
 */
export async function reconnectFeed(
  ctx: WorkspaceContext,
  { id, requestId }: AddressInput,
): Promise<{ address: string }> {
  const { workspaceId, userId } = ctx
  const secret = secretFor({ workspaceId, id }, requestId)
  await inWorkspace(workspaceId, async (tx) => {
    const feed = await lockFeed(tx, workspaceId, id)
    const isSameRequest = feed.secretHash === hashOf(secret)
    if (!feed.disconnectedAt) {
      if (isSameRequest) return
      throw new Refusal('feed.connected', 'This CRM is already connected. Reload the page.')
    }
    // A URL that was turned off is never reactivated.
    if (isSameRequest) throw new Refusal('request.reused', 'This form was already used. Reload the page.')
    await assertCanConnectMore(tx, workspaceId)
    await tx
      .update(feeds)
      .set({
        disconnectedAt: null,
        secretHash: hashOf(secret),
        pullEtag: null,
        pullLastModified: null,
        pullFailure: null,
        nextPullAt: feed.pullUrl ? marketNow : null,
      })
      .where(isFeed(workspaceId, id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'feed.reconnect',
      detail: { id, name: feed.name },
    })
  })
  return { address: addressOf({ workspaceId, id }, secret) }
}

async function lockFeed(tx: Queryable, workspaceId: number, id: string) {
  const [feed] = await tx.select().from(feeds).where(isFeed(workspaceId, id)).for('update')
  if (!feed) throw notFound('feed')
  return feed
}

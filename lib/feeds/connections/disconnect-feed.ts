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
 * Ends a CRM's connection: its address takes nothing more and is not asked any more. Listings and posts stay; those that
 * wait are kept for a click, or let go for good. A post that is just being made is made. Twice is once.
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

/** All that wait but those under way: what is set aside for them is paid or given back by whoever makes them. */
async function discardWaiting(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  feedId: string,
): Promise<number> {
  const gone = await tx
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
  return gone.length
}

/**
 * Connects a CRM again that was disconnected, under a new secret address; one that was asked is asked at once. The same
 * request twice shows the same address.
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
    const isThis = feed.secretHash === hashOf(secret)
    if (!feed.disconnectedAt) {
      if (isThis) return
      throw new Refusal('feed.connected', 'This CRM is connected already. Reload the page.')
    }
    // An address that was ended stays so.
    if (isThis) throw new Refusal('request.reused', 'This form was already used. Reload the page.')
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

import { and, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, feeds } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { addressOf, hashOf, secretFor } from './feed-address'
import type { ChangeInput, ConnectInput } from './feed-input'

/** The most connected feeds of one workspace. More would be a programming error. */
const MOST_FEEDS = 20

export const isFeed = (workspaceId: number, id: string) =>
  and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, id))

/** Matches connected feeds only. A disconnected feed can only be reconnected. */
export const isConnected = (workspaceId: number, id: string) =>
  and(isFeed(workspaceId, id), isNull(feeds.disconnectedAt))

/** @throws Refusal `feed.too-many` */
export async function assertCanConnectMore(tx: Queryable, workspaceId: number): Promise<void> {
  const connected = await tx
    .select({ id: feeds.id })
    .from(feeds)
    .where(and(eq(feeds.workspaceId, workspaceId), isNull(feeds.disconnectedAt)))
  if (connected.length >= MOST_FEEDS)
    throw new Refusal(
      'feed.too-many',
      `A workspace can connect up to ${MOST_FEEDS} feeds. Disconnect one first.`,
    )
}

/**
 * Connects a CRM and returns the secret URL, which is never shown again. Idempotent by request id.
 * @throws Refusal `request.reused`, `feed.too-many`
 */
export async function connectFeed(ctx: WorkspaceContext, input: ConnectInput): Promise<{ address: string }> {
  const { workspaceId, userId } = ctx
  const { id, requestId, name, pullUrl, pullEveryMinutes, capCredits, fullFiles = false } = input
  const secret = secretFor({ workspaceId, id }, requestId)
  await inWorkspace(workspaceId, async (tx) => {
    const [known] = await tx.select().from(feeds).where(isFeed(workspaceId, id))
    if (known?.secretHash === hashOf(secret) && !known.disconnectedAt) return
    if (known) throw new Refusal('request.reused', 'This form was already used. Reload the page.')
    await assertCanConnectMore(tx, workspaceId)
    await tx.insert(feeds).values({
      workspaceId,
      id,
      name,
      secretHash: hashOf(secret),
      pullUrl,
      pullEveryMinutes,
      nextPullAt: pullUrl ? marketNow : null,
      capCredits,
      fullFiles,
      createdBy: userId,
    })
    await audit(tx, ctx, 'feed.connect', { id, name, pulled: pullUrl !== null })
  })
  return { address: addressOf({ workspaceId, id }, secret) }
}

/** Changes name, URL to fetch, interval and spending limit. A new URL is fetched immediately. @throws Refusal `not-found` */
export async function changeFeed(ctx: WorkspaceContext, input: ChangeInput): Promise<void> {
  const { workspaceId } = ctx
  const { id, name, pullUrl, pullEveryMinutes, capCredits, fullFiles = false } = input
  await inWorkspace(workspaceId, async (tx) => {
    const [feed] = await tx.select().from(feeds).where(isConnected(workspaceId, id)).for('update')
    if (!feed) throw notFound('feed')
    const same = feed.pullUrl === pullUrl
    await tx
      .update(feeds)
      .set({
        name,
        pullUrl,
        pullEveryMinutes,
        capCredits,
        fullFiles,
        ...(same ? {} : { pullEtag: null, pullLastModified: null, pullFailure: null }),
        nextPullAt: pullUrl ? sql`case when ${same} then ${feeds.nextPullAt} else ${marketNow} end` : null,
      })
      .where(isFeed(workspaceId, id))
    await audit(tx, ctx, 'feed.change', { id, name, capCredits, fullFiles })
  })
}

/** Pauses or resumes creating posts. Listings are still imported. @throws Refusal `not-found` */
export async function pauseFeed(
  ctx: WorkspaceContext,
  { id, paused }: { id: string; paused: boolean },
): Promise<void> {
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const changed = await tx
      .update(feeds)
      .set({ paused })
      .where(isConnected(workspaceId, id))
      .returning({ id: feeds.id })
    if (changed.length === 0) throw notFound('feed')
    await audit(tx, ctx, paused ? 'feed.pause' : 'feed.resume', { id })
  })
}

/** Creates a new secret URL. The old one stops working. @throws Refusal `not-found` */
export async function rotateFeedUrl(
  ctx: WorkspaceContext,
  { id, requestId }: { id: string; requestId: string },
): Promise<{ address: string }> {
  const { workspaceId } = ctx
  const secret = secretFor({ workspaceId, id }, requestId)
  await inWorkspace(workspaceId, async (tx) => {
    const [feed] = await tx.select().from(feeds).where(isConnected(workspaceId, id)).for('update')
    if (!feed) throw notFound('feed')
    if (feed.secretHash === hashOf(secret)) return
    await tx
      .update(feeds)
      .set({ secretHash: hashOf(secret) })
      .where(isFeed(workspaceId, id))
    await audit(tx, ctx, 'feed.address', { id })
  })
  return { address: addressOf({ workspaceId, id }, secret) }
}

function audit(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  verb: string,
  detail: Record<string, unknown>,
) {
  return tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb, detail })
}

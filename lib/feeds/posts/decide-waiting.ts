import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { feedRuns, feeds, members, posts } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'
import { readAccount } from '@/lib/credits/read/read'
import { quote } from '@/lib/metering/metered'
import { notify } from '@/lib/notifications/notify'
import { isFeed } from '../connections/save-feed'
import { type Decision, decide } from './decide'

/**
 * Decides which of a feed's new posts are created now and which need approval, and why. Returns false when the feed is gone.
 * Decisions of one feed run one at a time, so its spending limit holds when several files arrive together.
 */
export async function decideWaiting(workspaceId: number, feedId: string): Promise<boolean> {
  const [{ credits: price, leftCredits }, { cycleStart }] = await Promise.all([
    quote({ workspaceId }, 'feed.post'),
    readAccount(workspaceId),
  ])
  const decision = await inWorkspace(workspaceId, async (tx): Promise<Decision | null> => {
    const [feed] = await tx.select().from(feeds).where(isFeed(workspaceId, feedId)).for('update')
    if (!feed) return null
    const fresh = await tx
      .select({ id: posts.id, uploadedBy: members.userId })
      .from(posts)
      .leftJoin(feedRuns, and(eq(feedRuns.workspaceId, posts.workspaceId), eq(feedRuns.id, posts.runId)))
      .leftJoin(
        members,
        and(eq(members.workspaceId, posts.workspaceId), eq(members.userId, feedRuns.uploadedBy)),
      )
      .where(and(ofFeed(workspaceId, feedId), eq(posts.waitsFor, 'next'), isNull(posts.quotedCredits)))
      .orderBy(asc(posts.createdAt), asc(posts.id))
    const approved = await approvedCredits(tx, workspaceId)
    const spentCredits = await spentOf(tx, { workspaceId, feedId, cycleStart: new Date(cycleStart) })
    const decided = decide({
      fresh: fresh.length,
      price,
      leftCredits: leftCredits - approved,
      // A file received before the feed was disconnected is still imported, but spends nothing without approval.
      paused: feed.paused || feed.disconnectedAt !== null,
      capCredits: feed.capCredits,
      spentCredits,
    })
    const [now, later] = [fresh.slice(0, decided.now), fresh.slice(decided.now)]
    // Posts of an uploaded file count against the uploader's spending limit, which is checked when their price is reserved (R33).
    for (const [askedBy, group] of Map.groupBy(now, ({ uploadedBy }) => uploadedBy ?? feed.createdBy))
      await updateAll(tx, workspaceId, group, { quotedCredits: price, askedBy })
    await updateAll(tx, workspaceId, later, { waitsFor: decided.laterFor ?? 'balance' })
    return decided
  })
  if (decision?.laterFor === 'balance') await notifyWaiting(workspaceId, price)
  return decision !== null
}

const ofFeed = (workspaceId: number, feedId: string) =>
  and(eq(posts.workspaceId, workspaceId), eq(posts.feedId, feedId))

/** Credits of approved posts that are not reserved yet. */
async function approvedCredits(tx: Queryable, workspaceId: number): Promise<number> {
  const [row] = await tx
    .select({ credits: sql<number>`coalesce(sum(${posts.quotedCredits}), 0)::int` })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        eq(posts.waitsFor, 'next'),
        isNotNull(posts.quotedCredits),
        isNull(posts.holdId),
      ),
    )
  return row?.credits ?? 0
}

/** The cost of the feed's posts in this cycle, including those in progress. */
async function spentOf(
  tx: Queryable,
  { workspaceId, feedId, cycleStart }: { workspaceId: number; feedId: string; cycleStart: Date },
): Promise<number> {
  const [row] = await tx
    .select({
      credits: sql<number>`coalesce(sum(case when ${posts.waitsFor} = 'next' then ${posts.quotedCredits} else ${posts.credits} end), 0)::int`,
    })
    .from(posts)
    .where(
      and(
        ofFeed(workspaceId, feedId),
        sql`(${posts.waitsFor} = 'next' or ${posts.cycleStart} = ${cycleStart.toISOString()}::timestamptz)`,
      ),
    )
  return row?.credits ?? 0
}

async function updateAll(
  tx: Queryable,
  workspaceId: number,
  rows: readonly { id: string }[],
  change: Partial<typeof posts.$inferInsert>,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await tx
    .update(posts)
    .set(change)
    .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.id, ids)))
}

/** At most one notification a day. */
export async function notifyWaiting(workspaceId: number, price: number): Promise<void> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ waiting: sql<number>`count(*)::int` })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), eq(posts.waitsFor, 'balance'))),
  )
  const waiting = row?.waiting ?? 0
  if (waiting === 0) return
  const day = (await readMarketNow()).toISOString().slice(0, 10)
  await notify(workspaceId, `posts that wait, ${day}`, {
    kind: 'feed-paused',
    data: { waiting, credits: waiting * price },
  })
}

import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, feedRuns, feeds, listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { inUuidList } from '@/lib/core/uuid-list'
import { notify } from '@/lib/notifications/notify'
import type { MissingInput } from '../connections/feed-input'
import { isFeed } from '../connections/save-feed'
import { insertChanges } from './store-listings'
import { type Run, updatePosts } from './update-posts'

/** What a file contains: the ids of its listings, and the keys of those that could not be read (null: without a key). */
export type Present = { ids: Set<string>; unreadKeys: (string | null)[] }

/** When this share of a feed's listings is missing, it is more likely that the file is cut off. */
const BRAKE_SHARE = 1 / 3

/**
 * For a feed whose files always have all listings: those missing from this file are off the market. When a third or more is
 * missing, nothing changes until someone confirms it. Does nothing for an older file that is imported late, or when the file
 * has a listing that can't be identified.
 */
export async function takeMissingOff(run: Run, { ids, unreadKeys }: Present): Promise<void> {
  const { workspaceId, feedId, runId } = run
  const asks = await inWorkspace(workspaceId, async (tx) => {
    const [feed] = await tx.select().from(feeds).where(isFeed(workspaceId, feedId)).for('update')
    if (!feed?.fullFiles || (await isOvertaken(tx, run))) return null
    // This file answers what an earlier one asked.
    await tx
      .update(feedRuns)
      .set({ missingIds: null })
      .where(and(ofFeed(run), ne(feedRuns.id, runId), isNotNull(feedRuns.missingIds)))
    if (unreadKeys.includes(null)) return null
    const known = await tx
      .select({
        id: listings.id,
        sourceKey: listings.sourceKey,
        isNew: sql<boolean>`${listings.runId} = ${runId}`,
      })
      .from(listings)
      .where(
        and(
          eq(listings.workspaceId, workspaceId),
          eq(listings.feedId, feedId),
          eq(listings.status, 'current'),
        ),
      )
      .orderBy(listings.id)
    const unread = new Set(unreadKeys.map((key) => key?.toUpperCase()))
    const missing = known.filter(
      ({ id, sourceKey }) =>
        !ids.has(id) && !unread.has(sourceKey.slice(sourceKey.indexOf('/') + 1).toUpperCase()),
    )
    const before = known.filter(({ isNew }) => !isNew).length
    const missingIds = missing.map(({ id }) => id)
    if (missing.length < before * BRAKE_SHARE) {
      await takeOff(tx, run, missingIds)
      return null
    }
    if (missing.length === 0) return null
    await tx.update(feedRuns).set({ missingIds }).where(isRun(run))
    return { feed: feed.name, missing: missing.length, of: before }
  })
  if (asks) await notify(workspaceId, `missing listings, ${runId}`, { kind: 'feed-paused', data: asks })
}

/**
 * Decides about listings that are missing from a full file: takes them off the market, or keeps them. Idempotent. Returns how
 * many left the market.
 * @throws Refusal `not-found`
 */
export async function decideMissing(
  { workspaceId, userId }: WorkspaceContext,
  { runId, missing }: MissingInput,
): Promise<{ takenOff: number }> {
  return inWorkspace(workspaceId, async (tx) => {
    const [found] = await tx
      .select({ feedId: feedRuns.feedId, missingIds: feedRuns.missingIds })
      .from(feedRuns)
      .where(isRun({ workspaceId, runId }))
      .for('update')
    if (!found) throw notFound('file')
    const ids = found.missingIds
    if (!ids) return { takenOff: 0 }
    const run = { workspaceId, feedId: found.feedId, runId }
    const takenOff = missing === 'remove' ? await takeOff(tx, run, ids) : 0
    await tx.update(feedRuns).set({ missingIds: null }).where(isRun(run))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'feed.missing',
      detail: { id: found.feedId, runId, decision: missing, missing: ids.length, takenOff },
    })
    return { takenOff }
  })
}

/** Listings that are still on the market leave it, with their previous state stored. Returns how many. */
async function takeOff(tx: Queryable, run: Run, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { workspaceId } = run
  const current = await tx
    .select()
    .from(listings)
    .where(
      and(
        eq(listings.workspaceId, workspaceId),
        inUuidList(listings.id, ids),
        eq(listings.status, 'current'),
      ),
    )
    .orderBy(listings.id)
    .for('update')
  await insertChanges(tx, run, current)
  await tx
    .update(listings)
    // The hash no longer matches, so that the listing returns with the next file that has it.
    .set({ status: 'offmarket', dataHash: 'missing from a full file', updatedAt: marketNow })
    .where(
      and(
        eq(listings.workspaceId, workspaceId),
        inUuidList(
          listings.id,
          current.map(({ id }) => id),
        ),
      ),
    )
  await updatePosts(
    tx,
    run,
    current.map(({ id, data }) => ({ id, data, status: 'offmarket' as const })),
  )
  return current.length
}

const isRun = ({ workspaceId, runId }: Pick<Run, 'workspaceId' | 'runId'>) =>
  and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.id, runId))
const ofFeed = ({ workspaceId, feedId }: Run) =>
  and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.feedId, feedId))

/** A newer file of the feed was imported before this one. */
async function isOvertaken(tx: Queryable, run: Run): Promise<boolean> {
  const [newer] = await tx
    .select({ id: feedRuns.id })
    .from(feedRuns)
    .where(
      and(
        ofFeed(run),
        eq(feedRuns.status, 'done'),
        ne(feedRuns.source, 'upload'),
        sql`${feedRuns.createdAt} > (select mine.created_at from feed_runs mine
          where mine.workspace_id = ${run.workspaceId} and mine.id = ${run.runId}::uuid)`,
      ),
    )
    .limit(1)
  return newer !== undefined
}

import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feedRuns, feeds, posts, workspaces } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { enqueue } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { openReservations } from '@/lib/metering/holds/open-reservations'
import { failImport } from './ingest/fail-import'
import { decideWaiting } from './posts/decide-waiting'
import { settlePosts } from './posts/settle-posts'

/** Leaves a request the time between storing a row and handing it to the queue. */
const YOUNG_SECONDS = 15
/** A file that failed for so long, try after try, is not read any more. */
const LONGEST_HOURS = 24
/** Of one sweep; the next one goes on. */
const MOST_AT_ONCE = 500

const young = sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`

/**
 * Asks the addresses whose time has come, and puts right what killed processes left behind: every file is read to its
 * end, every post agreed to is made, and every hold is settled (R13). Safe at any time and in several processes.
 */
export async function sweepFeeds(): Promise<void> {
  for (const { workspaceId, id } of await dueFeeds())
    await logFailure(id, () => enqueue('feed-pull', { workspaceId, id }, id))
  // One that waits or runs under its key is enough.
  for (const { workspaceId, id, tooOld } of await openRuns())
    await logFailure(id, () =>
      tooOld ? failImport({ workspaceId, id }, 'too-old') : enqueue('feed-import', { workspaceId, id }, id),
    )
  for (const { workspaceId, feedId } of await undecided())
    if (feedId) await logFailure(feedId, () => decideWaiting(workspaceId, feedId))
  for (const { workspaceId, ids } of await unsettled())
    await logFailure(String(workspaceId), () => settlePosts(workspaceId, ids))
  for (const { workspaceId } of await withPostsToMake())
    await logFailure(String(workspaceId), () => enqueue('feed-posts', { workspaceId }, String(workspaceId)))
}

/** One that cannot be put right does not keep the others waiting. */
async function logFailure(what: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, what }, 'a feed could not be put right'))
}

const dueFeeds = () =>
  system()
    .select({ workspaceId: feeds.workspaceId, id: feeds.id })
    .from(feeds)
    .innerJoin(workspaces, eq(workspaces.id, feeds.workspaceId))
    .where(
      and(
        isNotNull(feeds.pullUrl),
        isNull(feeds.disconnectedAt),
        lte(feeds.nextPullAt, marketNow),
        isNull(workspaces.deletedAt),
      ),
    )
    .orderBy(workspacesInTurn(feeds.workspaceId, feeds.nextPullAt), asc(feeds.nextPullAt))
    .limit(MOST_AT_ONCE)

const openRuns = () =>
  system()
    .select({
      workspaceId: feedRuns.workspaceId,
      id: feedRuns.id,
      tooOld: sql<boolean>`${feedRuns.createdAt} < ${marketNow} - make_interval(hours => ${LONGEST_HOURS})`,
    })
    .from(feedRuns)
    .where(and(inArray(feedRuns.status, ['queued', 'running']), lt(feedRuns.createdAt, young)))
    .orderBy(workspacesInTurn(feedRuns.workspaceId, feedRuns.createdAt), asc(feedRuns.createdAt))
    .limit(MOST_AT_ONCE)

/** New posts of an import that ended before it decided. */
const undecided = () =>
  system()
    .selectDistinct({ workspaceId: posts.workspaceId, feedId: posts.feedId })
    .from(posts)
    .innerJoin(feedRuns, and(eq(feedRuns.workspaceId, posts.workspaceId), eq(feedRuns.id, posts.runId)))
    .where(
      and(
        eq(posts.waitsFor, 'next'),
        isNull(posts.quotedCredits),
        inArray(feedRuns.status, ['done', 'failed']),
        lt(feedRuns.finishedAt, young),
      ),
    )
    .limit(MOST_AT_ONCE)

const withPostsToMake = () =>
  system()
    .selectDistinct({ workspaceId: posts.workspaceId })
    .from(posts)
    .where(and(eq(posts.waitsFor, 'next'), isNotNull(posts.quotedCredits)))
    .limit(MOST_AT_ONCE)

/** Made or given up, but stopped before they were paid or freed. */
async function unsettled(): Promise<{ workspaceId: number; ids: string[] }[]> {
  const rows = await system().execute<{ workspace_id: number; ids: string[] }>(sql`
    select workspace_id, array_agg(id) as ids from (
      select p.workspace_id, p.id from posts p
        join ${openReservations} h on h.workspace_id = p.workspace_id and h.id = p.hold_id
      where p.waits_for is distinct from 'next' limit ${MOST_AT_ONCE}) left_behind
    group by workspace_id`)
  return rows.map((row) => ({ workspaceId: row.workspace_id, ids: row.ids }))
}

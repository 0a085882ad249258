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

/** Gives a request time between storing a row and queuing it. */
const YOUNG_SECONDS = 15
/** A file that could not be imported for this long fails. */
const LONGEST_HOURS = 24
/** The most in one sweep. The next sweep continues. */
const MOST_PER_SWEEP = 500

const young = sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`

/**
 * Fetches the feeds that are due and resumes what killed processes left: every file is imported, every approved post is
 * created, and every hold is settled (R13). Safe to run at any time and in several processes.
 */
export async function sweepFeeds(): Promise<void> {
  for (const { workspaceId, id } of await dueFeeds())
    await logFailure(id, () => enqueue('feed-pull', { workspaceId, id }, id))
  // A job that is queued or running with this key is enough.
  for (const { workspaceId, id, tooOld } of await openRuns())
    await logFailure(id, () =>
      tooOld ? failImport({ workspaceId, id }, 'too-old') : enqueue('feed-import', { workspaceId, id }, id),
    )
  for (const { workspaceId, feedId } of await undecided())
    if (feedId) await logFailure(feedId, () => decideWaiting(workspaceId, feedId))
  for (const { workspaceId, ids } of await unsettled())
    await logFailure(String(workspaceId), () => settlePosts(workspaceId, ids))
  for (const { workspaceId } of await workspacesWithDuePosts())
    await logFailure(String(workspaceId), () => enqueue('feed-posts', { workspaceId }, String(workspaceId)))
}

/** One failure does not stop the others. */
async function logFailure(what: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, what }, 'the sweep of feeds failed for one item'))
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
    .limit(MOST_PER_SWEEP)

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
    .limit(MOST_PER_SWEEP)

/** New posts of an import that ended before its decision. */
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
    .limit(MOST_PER_SWEEP)

const workspacesWithDuePosts = () =>
  system()
    .selectDistinct({ workspaceId: posts.workspaceId })
    .from(posts)
    .where(and(eq(posts.waitsFor, 'next'), isNotNull(posts.quotedCredits)))
    .limit(MOST_PER_SWEEP)

/** Posts that were created or failed, but whose holds are still open. */
async function unsettled(): Promise<{ workspaceId: number; ids: string[] }[]> {
  const rows = await system().execute<{ workspace_id: number; ids: string[] }>(sql`
    select workspace_id, array_agg(id) as ids from (
      select p.workspace_id, p.id from posts p
        join ${openReservations} h on h.workspace_id = p.workspace_id and h.id = p.hold_id
      where p.waits_for is distinct from 'next' limit ${MOST_PER_SWEEP}) left_behind
    group by workspace_id`)
  return rows.map((row) => ({ workspaceId: row.workspace_id, ids: row.ids }))
}

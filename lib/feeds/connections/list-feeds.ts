import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { feedRunErrors, feedRuns, feeds, posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { readAccount } from '@/lib/credits/read/read'
import { fileHref } from '@/lib/files/files'
import { quote } from '@/lib/metering/metered'
import type { PostWait } from '../posts/decide'
import type { FeedRow, RunError, RunRow, WaitingPosts } from '../views'

/** The feeds of a workspace with their state: connected feeds first, then oldest first. */
export async function listFeeds({ workspaceId }: WorkspaceContext): Promise<FeedRow[]> {
  const { cycleStart } = await readAccount(workspaceId)
  const start = new Date(cycleStart).toISOString()
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        feed: feeds,
        // Written out: Drizzle's column would refer to the inner table.
        waiting: sql<number>`(select count(*)::int from posts p where p.workspace_id = feeds.workspace_id
          and p.feed_id = feeds.id and p.status = 'waiting')`,
        spent: sql<number>`(select coalesce(sum(p.credits), 0)::int from posts p
          where p.workspace_id = feeds.workspace_id and p.feed_id = feeds.id and p.cycle_start = ${start}::timestamptz)`,
        missing: sql<{ runId: string; listings: number } | null>`(select json_build_object('runId', r.id,
            'listings', jsonb_array_length(r.missing_ids)) from feed_runs r
          where r.workspace_id = feeds.workspace_id and r.feed_id = feeds.id and r.missing_ids is not null
          order by r.created_at desc limit 1)`,
        exposed: sql<boolean>`coalesce((select not exists (select from members m
            where m.workspace_id = a.workspace_id and m.user_id = a.actor_id) from audit_events a
          where a.workspace_id = feeds.workspace_id and a.detail ->> 'id' = feeds.id::text
            and a.verb in ('feed.connect', 'feed.address', 'feed.reconnect') order by a.at desc limit 1), false)`,
      })
      .from(feeds)
      .where(eq(feeds.workspaceId, workspaceId))
      .orderBy(sql`${feeds.disconnectedAt} is not null`, asc(feeds.createdAt)),
  )
  return rows.map(({ feed, spent, waiting, missing, exposed }) => ({
    id: feed.id,
    name: feed.name,
    pullUrl: feed.pullUrl,
    pullEveryMinutes: feed.pullEveryMinutes,
    pullFailure: feed.pullFailure,
    nextPullAt: feed.nextPullAt?.toISOString() ?? null,
    lastHeardAt: feed.lastHeardAt?.toISOString() ?? null,
    paused: feed.paused,
    disconnectedAt: feed.disconnectedAt?.toISOString() ?? null,
    capCredits: feed.capCredits,
    fullFiles: feed.fullFiles,
    missing,
    spentCredits: spent,
    waitingPosts: waiting,
    seenByFormerMember: exposed,
  }))
}

/** Received files, newest first. */
export async function listRuns({ workspaceId }: WorkspaceContext, query: PageQuery): Promise<Page<RunRow>> {
  const page = pageClauses({ at: feedRuns.createdAt, id: feedRuns.id }, query)
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ run: feedRuns, feedName: feeds.name, cursor: page.cursor })
      .from(feedRuns)
      .innerJoin(feeds, and(eq(feeds.workspaceId, feedRuns.workspaceId), eq(feeds.id, feedRuns.feedId)))
      .where(and(eq(feedRuns.workspaceId, workspaceId), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(rows, query, ({ run, feedName }) => ({
    id: run.id,
    feedName,
    source: run.source,
    status: run.status,
    fileHref: fileHref(run.fileName),
    sizeBytes: run.sizeBytes,
    readCount: run.readCount,
    newCount: run.newCount,
    changedCount: run.changedCount,
    errorCount: run.errorCount,
    unlinkedCount: run.unlinkedCount,
    postCount: run.postCount,
    failure: run.failure,
    createdAt: run.createdAt.toISOString(),
  }))
}

/** The first unreadable listings of each file. */
export async function listRunErrors(
  { workspaceId }: WorkspaceContext,
  runIds: readonly string[],
  limitOfEach: number,
): Promise<Map<string, RunError[]>> {
  const found = new Map<string, RunError[]>()
  if (runIds.length === 0) return found
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(feedRunErrors)
      .where(and(eq(feedRunErrors.workspaceId, workspaceId), inArray(feedRunErrors.runId, [...runIds])))
      .orderBy(asc(feedRunErrors.position))
      .limit(limitOfEach * runIds.length),
  )
  for (const { runId, position, sourceKey, reason } of rows) {
    const errors = found.get(runId) ?? []
    if (errors.length < limitOfEach) errors.push({ position, sourceKey, reason })
    found.set(runId, errors)
  }
  return found
}

/** The posts that need approval, their total price, and how many the balance covers. */
export async function waitingPosts(ctx: WorkspaceContext): Promise<WaitingPosts> {
  const { workspaceId } = ctx
  const [{ credits: priceCredits, leftCredits, spendingLimitLeftCredits, stopped }, rows] = await Promise.all(
    [
      quote(ctx, 'feed.post'),
      inWorkspace(workspaceId, (tx) =>
        tx
          .select({ waitsFor: posts.waitsFor, count: sql<number>`count(*)::int` })
          .from(posts)
          .where(and(eq(posts.workspaceId, workspaceId), eq(posts.status, 'waiting')))
          .groupBy(posts.waitsFor),
      ),
    ],
  )
  const counts = Object.fromEntries(rows.map(({ waitsFor, count }) => [waitsFor as PostWait, count]))
  const total = rows.filter(({ waitsFor }) => waitsFor !== 'next').reduce((all, { count }) => all + count, 0)
  const spendable = Math.max(0, Math.min(leftCredits, spendingLimitLeftCredits ?? leftCredits))
  const most = priceCredits === 0 ? total : Math.min(total, Math.floor(spendable / priceCredits))
  return {
    counts,
    total,
    priceCredits,
    leftCredits,
    spendingLimitLeftCredits,
    stopped,
    affordable: stopped ? 0 : most,
  }
}

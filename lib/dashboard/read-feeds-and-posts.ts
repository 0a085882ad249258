import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feeds } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import type { FeedHealth, PostCounts } from './views'

const MAX_FEEDS = 5

/** The health of property feeds, the number of posts that need attention, and the product's time of both. */
export async function readFeedsAndPosts({ workspaceId }: WorkspaceContext): Promise<{
  feeds: FeedHealth[]
  posts: PostCounts
  asOf: string
}> {
  const { id, name, lastHeardAt, pullFailure, paused } = feeds
  return readInWorkspace(workspaceId, async (tx) => {
    const shown = tx
      .select({ id, name, lastHeardAt, pullFailure, paused })
      .from(feeds)
      .where(and(eq(feeds.workspaceId, workspaceId), isNull(feeds.disconnectedAt)))
      .orderBy(asc(feeds.createdAt))
      .limit(MAX_FEEDS)
    const counted = tx.execute<PostCounts & { now: number }>(sql`
      select (date_part('epoch', ${marketNow}) * 1000)::float8 as now, count(*) filter (where p.status = 'waiting')::int as waiting,
        count(*) filter (where p.status = 'draft')::int as draft,
        count(*) filter (where p.status = 'scheduled' and p.scheduled_at <= ${marketNow})::int as due
      from posts p where p.workspace_id = ${workspaceId} and p.status in ('waiting', 'draft', 'scheduled')`)
    const [rows, [counts]] = await Promise.all([shown, counted])
    assert(counts, 'an aggregate has a row')
    const { now, waiting, draft, due } = counts
    return {
      feeds: rows.map(({ id, name, lastHeardAt, pullFailure, paused }) => ({
        id,
        name,
        lastHeardAt: lastHeardAt?.toISOString() ?? null,
        failure: pullFailure,
        paused,
      })),
      posts: { waiting, draft, due },
      asOf: new Date(now).toISOString(),
    }
  })
}

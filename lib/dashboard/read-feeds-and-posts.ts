import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feeds } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { FeedHealth, PostCounts } from './views'

const MAX_FEEDS = 5

/** The health of property feeds, and the number of posts that need attention. */
export async function readFeedsAndPosts({ workspaceId }: WorkspaceContext): Promise<{
  feeds: FeedHealth[]
  posts: PostCounts
}> {
  const { id, name, lastHeardAt, pullFailure, paused } = feeds
  return readInWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({ id, name, lastHeardAt, pullFailure, paused })
      .from(feeds)
      .where(and(eq(feeds.workspaceId, workspaceId), isNull(feeds.disconnectedAt)))
      .orderBy(asc(feeds.createdAt))
      .limit(MAX_FEEDS)
    const [counts] = await tx.execute<PostCounts>(sql`
      select count(*) filter (where p.status = 'waiting')::int as waiting,
        count(*) filter (where p.status = 'draft')::int as draft,
        count(*) filter (where p.status = 'scheduled' and p.scheduled_at <= ${marketNow})::int as due
      from posts p where p.workspace_id = ${workspaceId} and p.status in ('waiting', 'draft', 'scheduled')`)
    return {
      feeds: rows.map(({ id, name, lastHeardAt, pullFailure, paused }) => ({
        id,
        name,
        lastHeardAt: lastHeardAt?.toISOString() ?? null,
        failure: pullFailure,
        paused,
      })),
      posts: { waiting: counts?.waiting ?? 0, draft: counts?.draft ?? 0, due: counts?.due ?? 0 },
    }
  })
}

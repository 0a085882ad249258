import { sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { marketNow } from '@/db/product-time'
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
  const [row] = await readInWorkspace(workspaceId, (tx) => readWaiting(tx, { workspaceId }))
  assert(row, 'an aggregate has a row')
  const { now, waiting, draft, due } = row
  return {
    feeds: (row.feeds ?? []).map(({ lastHeardAt, ...feed }) => ({
      ...feed,
      lastHeardAt: lastHeardAt && new Date(lastHeardAt).toISOString(),
    })),
    posts: { waiting, draft, due },
    asOf: new Date(now).toISOString(),
  }
}

type Row = PostCounts & { now: number; feeds: FeedHealth[] | null }

/** Feeds and posts in one statement: each takes longer to send and read than to run. */
const readWaiting = preparedRead((db, given: Given<'workspaceId'>) =>
  db.execute<Row>(sql`
    select (date_part('epoch', ${marketNow}) * 1000)::float8 as now, count(*) filter (where p.status = 'waiting')::int as waiting,
      count(*) filter (where p.status = 'draft')::int as draft,
      count(*) filter (where p.status = 'scheduled' and p.scheduled_at <= ${marketNow})::int as due,
      (select json_agg(json_build_object('id', f.id, 'name', f.name, 'lastHeardAt', f.last_heard_at,
          'failure', f.pull_failure, 'paused', f.paused) order by f.created_at)
        from (select * from feeds where workspace_id = ${given('workspaceId')} and disconnected_at is null
          order by created_at limit ${MAX_FEEDS}) f) as feeds
    from posts p where p.workspace_id = ${given('workspaceId')} and p.status in ('waiting', 'draft', 'scheduled')`),
)

import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'

/** What ends when a member is removed, and which feed URLs they have seen. Shown before the removal is confirmed. */
export type LeftBehind = {
  invitations: number
  keys: number
  campaigns: number
  posts: number
  /** Feeds whose current secret URL was created by them, so they know it. Removing them does not change it. */
  seenFeeds: string[]
}

type Row = LeftBehind & { userId: number }

/** For every member of the workspace, by their id. */
export async function readLeftBehind({ workspaceId }: WorkspaceContext): Promise<Map<number, LeftBehind>> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx.execute<Row>(sql`
      with seen as (
        select distinct on (a.detail ->> 'id') a.actor_id, f.name
        from audit_events a
          join feeds f on f.workspace_id = a.workspace_id and f.id::text = a.detail ->> 'id'
        where a.workspace_id = ${workspaceId} and f.disconnected_at is null
          and a.verb in ('feed.connect', 'feed.address', 'feed.reconnect')
        order by a.detail ->> 'id', a.at desc)
      select m.user_id as "userId",
        (select count(*)::int from invitations i where i.workspace_id = m.workspace_id
          and i.invited_by = m.user_id and i.used_at is null and i.revoked_at is null) as invitations,
        (select count(*)::int from api_keys k where k.workspace_id = m.workspace_id
          and k.created_by = m.user_id and k.revoked_at is null) as keys,
        (select count(*)::int from campaigns c where c.workspace_id = m.workspace_id
          and c.status = 'scheduled' and coalesce(c.confirmed_by, c.created_by) = m.user_id)
          + (select count(*)::int from recurring_reports r where r.workspace_id = m.workspace_id
          and r.status = 'active' and r.confirmed_by = m.user_id) as campaigns,
        (select count(*)::int from posts p where p.workspace_id = m.workspace_id
          and p.status = 'scheduled' and p.approved_by = m.user_id) as posts,
        array(select s.name from seen s where s.actor_id = m.user_id order by s.name) as "seenFeeds"
      from members m where m.workspace_id = ${workspaceId}`),
  )
  return new Map(rows.map(({ userId, ...left }) => [userId, left]))
}

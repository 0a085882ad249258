import { sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import type { WorkspaceContext } from '@/lib/core/context'
import type { LatestWork } from './views'

const LATEST = 6

type Row = { kind: LatestWork['kind']; id: string; name: string; at: string } & {
  status: string
  estimate: number | null
  currency: string | null
  accepted: number | null
  recipients: number | null
}

/**
 * The latest work of every kind, newest first: one statement that reads what a row shows, and of each kind no more than are
 * shown. Of campaigns, those that were sent or are being sent.
 */
export async function readLatestWork({ workspaceId }: WorkspaceContext): Promise<LatestWork[]> {
  const rows = await readInWorkspace(workspaceId, (tx) => readWork(tx, { workspaceId }))
  return rows.map(workOf)
}

const readWork = preparedRead((db, given: Given<'workspaceId'>) => {
  const none = sql.raw('null::int as accepted, null::int as recipients')
  const workspaceId = given('workspaceId')
  return db.execute<Row>(sql`
      with latest as (
        (select 'report' as kind, id, area_name as name, created_at as at, status, null::float8 as estimate,
            null as currency, ${none}
          from reports where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'image', id, title, created_at, status, null, null, ${none}
          from images where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'valuation', id, label, created_at, status, estimate_usd, coalesce(grounds #>> '{data,currency}', 'usd'), ${none}
          from valuations where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'campaign', c.id, c.name, coalesce(c.started_at, c.scheduled_at, c.created_at), c.status, null, null,
            (select count(*)::int from campaign_recipients r where r.workspace_id = ${workspaceId}
              and r.campaign_id = c.id and r.status in ('accepted', 'bounced', 'complained')), c.recipients
          from campaigns c where c.workspace_id = ${workspaceId}
            and c.status in ('queued', 'running', 'paused', 'sent', 'stopped')
          order by c.created_at desc, c.id desc limit ${LATEST})
      )
      select * from latest order by at desc limit ${LATEST}`)
})

function workOf({ kind, id, name, at, status, estimate, currency, accepted, recipients }: Row): LatestWork {
  const createdAt = new Date(at).toISOString()
  const work = {
    report: { id, areaName: name, createdAt, status },
    image: { id, title: name, createdAt, status },
    valuation: { id, label: name, createdAt, status, estimateUsd: estimate, currency },
    campaign: { id, name, at: createdAt, status, accepted, recipients },
  }
  return { kind, row: work[kind] } as LatestWork
}

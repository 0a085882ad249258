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
 * The latest work of every kind, newest first, in one statement. Recipients are counted and sources opened only for the rows
 * that are shown. Campaigns are included from when they are queued.
 */
export async function readLatestWork({ workspaceId }: WorkspaceContext): Promise<LatestWork[]> {
  const rows = await readInWorkspace(workspaceId, (tx) => readWork(tx, { workspaceId }))
  return rows.map(workOf)
}

const readWork = preparedRead((db, given: Given<'workspaceId'>) => {
  const workspaceId = given('workspaceId')
  return db.execute<Row>(sql`
      with latest as (
        (select 'report' as kind, id, area_name as name, created_at as at, status, null::float8 as estimate,
            null::int as recipients
          from reports where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'image', id, title, created_at, status, null, null
          from images where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'valuation', id, label, created_at, status, estimate_usd, null
          from valuations where workspace_id = ${workspaceId} order by created_at desc, id desc limit ${LATEST})
        union all
        (select 'campaign', id, name, coalesce(started_at, scheduled_at, created_at), status, null, recipients
          from campaigns where workspace_id = ${workspaceId}
            and status in ('queued', 'running', 'paused', 'sent', 'stopped')
          order by created_at desc, id desc limit ${LATEST})
        order by at desc limit ${LATEST}
      )
      select latest.*,
        case when kind = 'valuation' then
          (select coalesce(v.grounds #>> '{data,currency}', 'usd') from valuations v
            where v.workspace_id = ${workspaceId} and v.id = latest.id) end as currency,
        case when kind = 'campaign' then
          (select count(*)::int from campaign_recipients r where r.workspace_id = ${workspaceId}
            and r.campaign_id = latest.id and r.status in ('accepted', 'bounced', 'complained')) end as accepted
      from latest order by at desc`)
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

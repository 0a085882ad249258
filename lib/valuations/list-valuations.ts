import { sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, toPage } from '@/lib/core/paging/page'
import { type WorkQuery, workPageClauses } from '@/lib/paid-work/list'
import type { ValuationRow } from './views'

/** The workspace's valuations, newest first. Searches the name and the zip code. */
export async function listValuations(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<Page<ValuationRow>> {
  const { id, label, zipCode, status, progressPercent, estimateUsd, lowUsd, highUsd, createdAt } = valuations
  const { cursor, where, orderBy, limit } = workPageClauses(valuations, workspaceId, query, [label, zipCode])
  const rows = await readInWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id,
        label,
        zipCode,
        status,
        progressPercent,
        estimateUsd,
        lowUsd,
        highUsd,
        currency: sql<string>`coalesce(${valuations.grounds} #>> '{data,currency}', 'usd')`,
        createdAt,
        cursor,
      })
      .from(valuations)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  return toPage(rows, query, ({ cursor: _, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
  }))
}

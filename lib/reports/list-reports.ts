import { sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, toPage } from '@/lib/core/paging/page'
import { type WorkQuery, workPageClauses } from '@/lib/paid-work/list'
import type { ReportGlance, ReportRow } from './views'

/** More months than this would be a smear in a row. */
const MOST_MONTHS = 36

/** Only what a row shows of the stored figures, which are a hundred times as large. */
const glance = {
  median: sql<number | null>`(${reports.figures} #>> '{priceUsd,median}')::float8`,
  changePercent: sql<number | null>`(${reports.figures} #>> '{before,medianPriceChangePercent}')::float8`,
  currency: sql<string>`coalesce(${reports.figures} #>> '{data,currency}', 'usd')`,
  months: sql<
    (number | null)[] | null
  >`jsonb_path_query_array(${reports.figures}, '$.months[*].medianPriceUsd')`,
}

/** The workspace's reports, newest first. Searches its name and the area's. */
export async function listReports(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<Page<ReportRow>> {
  const { id, title, areaName, periodFrom, periodTo, status, progressPercent, createdAt } = reports
  const { cursor, where, orderBy, limit } = workPageClauses(reports, workspaceId, query, [areaName, title])
  const rows = await readInWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id,
        title,
        areaName,
        periodFrom,
        periodTo,
        status,
        progressPercent,
        createdAt,
        cursor,
        ...glance,
      })
      .from(reports)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  return toPage(rows, query, ({ cursor: _, createdAt, median, changePercent, currency, months, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    glance: row.status === 'ready' ? glanceOf(median, changePercent, currency, months) : null,
  }))
}

function glanceOf(
  median: number | null,
  changePercent: number | null,
  currency: string,
  months: (number | null)[] | null,
): ReportGlance | null {
  if (median === null) return null
  return {
    medianPriceUsd: Math.round(median),
    changePercent,
    currency,
    monthlyMediansUsd: (months ?? []).slice(-MOST_MONTHS),
  }
}

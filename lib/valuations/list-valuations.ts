import { and, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { ENDED, UNFINISHED } from './settle-valuation'
import type { ValuationPage } from './views'

/** What a person chooses by: with an estimate, still being made, or ended without one. */
export const valuationFilters = ['ready', 'unfinished', 'ended'] as const
type ValuationFilter = (typeof valuationFilters)[number]

type Query = {
  limit: number
  /** The last valuation of the page before. */
  before?: string | undefined
  /** A part of the name or the zip code. */
  search?: string | undefined
  filter?: ValuationFilter | undefined
}

/** The workspace's valuations, newest first. */
export async function listValuations(
  { workspaceId }: WorkspaceContext,
  { limit, before, search, filter }: Query,
): Promise<ValuationPage> {
  // Found by position and not by offset; the place is read from the row itself, to the microsecond.
  const older =
    before === undefined
      ? undefined
      : sql`(${valuations.createdAt}, ${valuations.id}) < (
          select b.created_at, b.id from valuations b where b.workspace_id = ${workspaceId} and b.id = ${before})`
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: valuations.id,
        label: valuations.label,
        zipCode: valuations.zipCode,
        status: valuations.status,
        progressPercent: valuations.progressPercent,
        estimateUsd: valuations.estimateUsd,
        lowUsd: valuations.lowUsd,
        highUsd: valuations.highUsd,
        createdAt: valuations.createdAt,
      })
      .from(valuations)
      .where(and(eq(valuations.workspaceId, workspaceId), older, matching(search), chosen(filter)))
      .orderBy(desc(valuations.createdAt), desc(valuations.id))
      .limit(limit + 1),
  )
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

function matching(search: string | undefined) {
  if (!search) return undefined
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return or(ilike(valuations.label, pattern), ilike(valuations.zipCode, pattern))
}

function chosen(filter: ValuationFilter | undefined) {
  if (!filter) return undefined
  const statuses = { ready: ['ready'], unfinished: UNFINISHED, ended: ENDED } as const
  return inArray(valuations.status, [...statuses[filter]])
}

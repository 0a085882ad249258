import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { reports, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { Area } from '@/lib/sales/area'

type ReportChoice = {
  area: Area
  /** Null or missing: the bundled county. */
  saleSetId?: string | null
  /** ISO days. */
  from: string
  to: string
  /** How many sales the report would be based on now. */
  salesCount: number
}

/**
 * The workspace's newest report on the same area and period whose result would be the same now: it is in progress, or no
 * sales were recorded since and it was not refunded. Null if there is none.
 */
export async function findEarlierReport(
  { workspaceId, userId }: WorkspaceContext,
  { area, saleSetId = null, from, to, salesCount }: ReportChoice,
): Promise<EarlierWork | null> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ report: reports, name: users.name, email: users.email })
      .from(reports)
      .innerJoin(users, eq(users.id, reports.createdBy))
      .where(
        and(
          eq(reports.workspaceId, workspaceId),
          isNull(reports.deletedAt),
          // Compared as JSON, so that the order of the fields does not matter.
          sql`${reports.area} = ${JSON.stringify(area)}::jsonb`,
          saleSetId === null ? isNull(reports.saleSetId) : eq(reports.saleSetId, saleSetId),
          eq(reports.periodFrom, from),
          eq(reports.periodTo, to),
          or(
            inArray(reports.status, ['queued', 'running']),
            and(
              eq(reports.status, 'ready'),
              isNull(reports.givenBackFor),
              sql`(${reports.figures} ->> 'salesCount')::int = ${salesCount}`,
            ),
          ),
        ),
      )
      .orderBy(desc(reports.createdAt), desc(reports.id))
      .limit(1),
  )
  if (!found) return null
  const { report, name, email } = found
  const ready = report.status === 'ready'
  return {
    id: report.id,
    state: ready ? 'ready' : 'in-progress',
    at: ((ready && report.finishedAt) || report.createdAt).toISOString(),
    byYou: report.createdBy === userId,
    by: name || email,
  }
}

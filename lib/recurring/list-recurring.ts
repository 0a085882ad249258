import { and, desc, eq, inArray } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { recurringReports, recurringRuns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { quoteRun } from './cost'
import type { RecurringRow } from './views'

/** Those that ended are shown too; older ones are in the export. */
const MOST_SHOWN = 60
const RUNS_SHOWN = 3

/** The recurring reports of a workspace with what their next run costs: active first, newest first. */
export async function listRecurring(ctx: WorkspaceContext): Promise<RecurringRow[]> {
  const { workspaceId } = ctx
  const { rows, runs } = await readInWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(recurringReports)
      .where(eq(recurringReports.workspaceId, workspaceId))
      .orderBy(desc(recurringReports.createdAt), desc(recurringReports.id))
      .limit(MOST_SHOWN)
    if (rows.length === 0) return { rows, runs: [] }
    const ids = rows.map(({ id }) => id)
    const runs = await tx
      .select()
      .from(recurringRuns)
      .where(and(eq(recurringRuns.workspaceId, workspaceId), inArray(recurringRuns.recurringId, ids)))
      .orderBy(desc(recurringRuns.month))
      .limit(MOST_SHOWN * RUNS_SHOWN)
    return { rows, runs }
  })
  const costs = await costsOf(ctx, rows)
  const order = { active: 0, paused: 1, ended: 2 }
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      listName: row.listName,
      status: row.status,
      nextRunAt: row.status === 'active' ? row.nextRunAt.toISOString() : null,
      failure: row.failure,
      dayOfMonth: row.dayOfMonth,
      timeOfDay: row.timeOfDay,
      cost: costs.get(row.listId) ?? NOTHING,
      runs: runs
        .filter(({ recurringId }) => recurringId === row.id)
        .slice(0, RUNS_SHOWN)
        .map(({ month, status, reportId, campaignId }) => ({ month, status, reportId, campaignId })),
    }))
    .toSorted((a, b) => order[a.status] - order[b.status])
}

const NOTHING: RecurringRow['cost'] = {
  ...{ people: 0, reportCredits: 0, emailCredits: 0, credits: 0, reportPrice: null, emailPrice: null },
}

/** Once for each list. */
async function costsOf(
  ctx: WorkspaceContext,
  rows: readonly { listId: string | null; status: string }[],
): Promise<Map<string | null, RecurringRow['cost']>> {
  const lists = [...new Set(rows.filter(({ status }) => status !== 'ended').map(({ listId }) => listId))]
  const costs = await Promise.all(lists.map(async (listId) => (await quoteRun(ctx, listId)).cost))
  return new Map(lists.map((listId, i) => [listId, costs[i] ?? NOTHING]))
}

export type PlannedRecurring = { id: string; name: string; at: string; people: number; credits: number }

/** The next run of each active recurring report, for the calendar. */
export async function listPlannedRecurring(ctx: WorkspaceContext): Promise<PlannedRecurring[]> {
  const rows = await readInWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(recurringReports)
      .where(and(eq(recurringReports.workspaceId, ctx.workspaceId), eq(recurringReports.status, 'active')))
      .orderBy(recurringReports.nextRunAt)
      .limit(MOST_SHOWN),
  )
  const costs = await costsOf(ctx, rows)
  return rows.map(({ id, name, listId, nextRunAt }) => {
    const { people, credits } = costs.get(listId) ?? NOTHING
    return { id, name, at: nextRunAt.toISOString(), people, credits }
  })
}

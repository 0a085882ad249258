import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { PaidWork, WorkRequest, WorkRow, WorkStatus, WorkTable } from './paid-work'

export const UNFINISHED: WorkStatus[] = ['queued', 'running']
/** Ended without a result, and free. */
export const ENDED: WorkStatus[] = ['declined', 'failed', 'cancelled']

export const isWork = (table: WorkTable, workspaceId: number, id: string): SQL | undefined =>
  and(eq(table.workspaceId, workspaceId), eq(table.id, id))

/** The same, unless a member deleted it. */
export const isShown = (table: WorkTable, workspaceId: number, id: string): SQL | undefined =>
  and(isWork(table, workspaceId, id), isNull(table.deletedAt))

export const isUnfinished = (table: WorkTable, workspaceId: number, id: string): SQL | undefined =>
  and(isWork(table, workspaceId, id), inArray(table.status, UNFINISHED))

/** The row of a piece of work. Undefined if it does not exist or belongs to another workspace (R35). */
export async function findWork<Row extends WorkRow, Request extends WorkRequest>(
  { table }: PaidWork<Row, Request>,
  workspaceId: number,
  id: string,
): Promise<Row | undefined> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(table)
      .where(isWork(table, workspaceId, id)),
  )
  return (rows as Row[])[0]
}

/** @throws Refusal `not-found`, also if a member deleted it */
export async function requireWork<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  workspaceId: number,
  id: string,
): Promise<Row> {
  const row = await findWork(work, workspaceId, id)
  if (!row || row.deletedAt) throw notFound(work.kind)
  return row
}

/** Only status and progress, for callers that poll. @throws Refusal `not-found` */
export async function readProgress(
  { table, kind }: PaidWork,
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<Pick<WorkRow, 'status' | 'progressPercent'>> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: table.status, progressPercent: table.progressPercent })
      .from(table)
      .where(isShown(table, workspaceId, id)),
  )
  if (!row) throw notFound(kind)
  return row as Pick<WorkRow, 'status' | 'progressPercent'>
}

/** Writes the audit row in the same transaction as the change it describes. */
export async function writeAuditEvent(
  tx: Queryable,
  { workspaceId, userId, apiKeyId }: WorkspaceContext,
  verb: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const recorded = apiKeyId ? { ...detail, apiKeyId } : detail
  await tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb, detail: recorded })
}

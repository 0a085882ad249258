import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { creditHolds, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { isWork } from './rows'

/** What the page of every kind shows in addition to its result. Instants are ISO. */
export type WorkView<Status = WorkRow['status']> = {
  id: string
  status: Status
  progressPercent: number
  createdAt: string
  createdBy: string
  finishedAt: string | null
  failure: string | null
  /** Why its credits were refunded after it was paid. */
  givenBackFor: string | null
  /** Its cost and the number of the ledger entry (R10). Null if nothing was charged. */
  paid: { credits: number; entrySeq: number } | null
}

export type Found<Row extends WorkRow> = { row: Row; view: WorkView<Row['status']> }

/** The rows that match a condition and were not deleted, oldest first, with who requested each and what it cost. */
export async function findViews<Row extends WorkRow, Request extends WorkRequest>(
  { table }: PaidWork<Row, Request>,
  workspaceId: number,
  where: SQL | undefined,
  limit: number,
): Promise<Found<Row>[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ row: table, name: users.name, email: users.email, hold: creditHolds })
      .from(table)
      .innerJoin(users, eq(users.id, table.createdBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, table.workspaceId), eq(creditHolds.id, table.holdId)),
      )
      .where(and(eq(table.workspaceId, workspaceId), isNull(table.deletedAt), where))
      .orderBy(table.createdAt, table.id)
      .limit(limit),
  )
  return found.map(({ row: stored, name, email, hold }) => {
    const row = stored as unknown as Row
    const { id, status, progressPercent, createdAt, finishedAt, failure, givenBackFor } = row
    const view = {
      id,
      status,
      progressPercent,
      createdAt: createdAt.toISOString(),
      createdBy: name || email,
      finishedAt: finishedAt?.toISOString() ?? null,
      failure,
      givenBackFor,
      paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
    }
    return { row, view }
  })
}

/** @throws Refusal `not-found` */
export async function getView<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<Found<Row>> {
  const [found] = await findViews(work, workspaceId, isWork(work.table, workspaceId, id), 1)
  if (!found) throw notFound(work.kind)
  return found
}

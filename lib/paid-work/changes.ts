import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import type { PaidWork, WorkRow } from './paid-work'
import { isWork, UNFINISHED, writeAuditEvent } from './rows'

/** What members do with finished work: rename it, delete it, and undo that. */

/** Days in which a deleted work can be restored. Then its content is removed, and its name stays for the statement. */
export const RESTORE_DAYS = 30

export const RenameInput = z.object({
  id: z.uuid(),
  name: z
    .string()
    .trim()
    .min(3, 'Enter a name of at least 3 characters.')
    .max(120, 'Use up to 120 characters.'),
})

type Found = Pick<WorkRow, 'status' | 'deletedAt'> & { group: string | undefined }

/** Locks the row, so that two changes at the same time are made one after the other. @throws Refusal `not-found` */
async function lockWork(
  tx: Queryable,
  { kind, table, groupKey }: PaidWork,
  workspaceId: number,
  id: string,
): Promise<Found> {
  const [row] = await tx
    .select()
    .from(table)
    .where(isWork(table, workspaceId, id))
    .for('update')
  if (!row) throw notFound(kind)
  const { status, deletedAt } = row as unknown as WorkRow
  return { status, deletedAt, group: groupKey && (row as Record<string, string>)[groupKey] }
}

/** The rows that are one work to people. */
function allOf(
  { table, groupKey }: PaidWork,
  workspaceId: number,
  id: string,
  { group }: Found,
): SQL | undefined {
  if (!groupKey || group === undefined) return isWork(table, workspaceId, id)
  const column = (table as unknown as Record<string, PaidWork['table']['id']>)[groupKey]
  return column && and(eq(table.workspaceId, workspaceId), eq(column, group))
}

/** @throws Refusal `not-found` */
export async function renameWork(
  work: PaidWork,
  ctx: WorkspaceContext,
  { id, name }: z.output<typeof RenameInput>,
): Promise<void> {
  const { kind, table, nameKey } = work
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const found = await lockWork(tx, work, ctx.workspaceId, id)
    if (found.deletedAt) throw notFound(kind)
    await tx
      .update(table)
      .set({ [nameKey]: name })
      .where(allOf(work, ctx.workspaceId, id, found))
    await writeAuditEvent(tx, ctx, `${kind}.rename`, { id, name })
  })
}

/**
 * Deletes a finished work. Its page, its downloads and its share link stop answering immediately; nothing is refunded. Deleting
 * twice is deleting once.
 * @throws Refusal `not-found`, `<kind>.unfinished`
 */
export async function deleteWork(
  work: PaidWork,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  const { kind, table } = work
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const found = await lockWork(tx, work, workspaceId, id)
    if (found.deletedAt) return
    const all = allOf(work, workspaceId, id, found)
    const rows = await tx.select({ status: table.status }).from(table).where(all)
    if (rows.some(({ status }) => UNFINISHED.includes(status as WorkRow['status'])))
      throw new Refusal(`${kind}.unfinished`, `This ${kind} is still in progress. Cancel it first.`)
    await tx
      .update(table)
      .set({ deletedAt: marketNow })
      .where(and(all, isNull(table.deletedAt)))
    await writeAuditEvent(tx, ctx, `${kind}.delete`, { id })
  })
}

/**
 * Undoes a deletion. A share link that was not revoked works again. Restoring twice is restoring once.
 * @throws Refusal `not-found`, `<kind>.removed`
 */
export async function restoreWork(
  work: PaidWork,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  const { kind, table } = work
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const found = await lockWork(tx, work, workspaceId, id)
    if (!found.deletedAt) return
    const restored = await tx
      .update(table)
      .set({ deletedAt: null })
      .where(
        and(
          allOf(work, workspaceId, id, found),
          isNotNull(table.deletedAt),
          sql`${table.deletedAt} > ${marketNow} - make_interval(days => ${RESTORE_DAYS})`,
        ),
      )
      .returning({ id: table.id })
    if (restored.length === 0)
      throw new Refusal(
        `${kind}.removed`,
        `This ${kind} was deleted more than ${RESTORE_DAYS} days ago, so it can’t be restored.`,
      )
    await writeAuditEvent(tx, ctx, `${kind}.restore`, { id })
  })
}

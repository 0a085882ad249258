import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { workspaces } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { GRACE_DAYS } from '@/lib/workspaces/deletion/delete-workspace'
import { deleteOrder, refersToItself } from './delete-order'
import { deleteFiles, deleteRows } from './prune'

const BATCH_ROWS = 2_000
/** Per workspace and run. The next run continues, after the others had their turn. */
const MOST_BATCHES = 200
const MOST_WORKSPACES = 20
export const ERASED_NAME = 'Erased workspace'

/** Erases workspaces that were deleted 30 days ago, the longest deleted first. Returns how many are done. */
export async function eraseWorkspaces(): Promise<number> {
  const due = await system()
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(
      and(
        isNull(workspaces.erasedAt),
        sql`${workspaces.deletedAt} <= ${marketNow} - make_interval(days => ${GRACE_DAYS})`,
      ),
    )
    .orderBy(asc(workspaces.deletedAt))
    .limit(MOST_WORKSPACES)
  let erased = 0
  for (const { id } of due) {
    const done = await eraseWorkspace(id).catch((error) => {
      log.error({ err: error, workspaceId: id }, 'a workspace could not be erased')
      return false
    })
    if (done) erased += 1
  }
  return erased
}

/**
 * Deletes everything of a deleted workspace but the figures of its ledger and payments: files first, then rows, in small
 * transactions. Can be stopped and repeated. Returns whether nothing is left.
 */
async function eraseWorkspace(workspaceId: number): Promise<boolean> {
  if ((await deleteFiles(workspaceId)) > 0) return false
  let batches = 0
  for (const table of deleteOrder()) {
    for (;;) {
      const deleted = await deleteRows(batchOf(table, workspaceId))
      if (deleted < BATCH_ROWS) break
      batches += 1
      if (batches >= MOST_BATCHES) return false
    }
  }
  await system()
    .update(workspaces)
    .set({ name: ERASED_NAME, erasedAt: marketNow })
    .where(eq(workspaces.id, workspaceId))
  log.info({ workspaceId }, 'a deleted workspace was erased')
  return true
}

/** The newest rows first where rows refer to earlier ones of their table. */
function batchOf(table: string, workspaceId: number) {
  const name = sql.raw(table)
  const order = refersToItself(table) ? sql` order by created_at desc` : sql``
  return sql`delete from ${name} where workspace_id = ${workspaceId} and ctid = any (array(
    select ctid from ${name} where workspace_id = ${workspaceId}${order} limit ${BATCH_ROWS})) returning 1`
}

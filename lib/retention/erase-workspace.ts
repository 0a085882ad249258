import { and, asc, eq, getTableName, is, isNull, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import * as schema from '@/db/schema'
import { workspaces } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { GRACE_DAYS } from '@/lib/workspaces/deletion/delete-workspace'
import { type WorkspaceTable, workspaceRules } from './periods'
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

const schemaTables = Object.values(schema).filter((one) => is(one, PgTable))

/** Tables that each table's rows refer to. */
function parentsOf(): Map<string, Set<string>> {
  return new Map(
    schemaTables.map((table) => [
      getTableName(table),
      new Set(getTableConfig(table).foreignKeys.map((key) => getTableName(key.reference().foreignTable))),
    ]),
  )
}

/** The tables that are deleted with a workspace: what refers to other rows comes before them. */
export function deleteOrder(): WorkspaceTable[] {
  const parents = parentsOf()
  const left = new Set(
    (Object.keys(workspaceRules) as WorkspaceTable[]).filter(
      (table) => workspaceRules[table].erased === true,
    ),
  )
  const order: WorkspaceTable[] = []
  while (left.size > 0) {
    const free = [...left].filter((table) =>
      [...left].every((other) => other === table || !parents.get(other)?.has(table)),
    )
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].join(', ')}`)
    for (const table of free) {
      order.push(table)
      left.delete(table)
    }
  }
  return order
}

/** Tables whose rows refer to earlier rows of the same table. */
const refersToItself = (table: string): boolean => parentsOf().get(table)?.has(table) ?? false

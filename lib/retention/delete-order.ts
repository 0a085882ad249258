import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as schema from '@/db/schema'
import { type WorkspaceTable, workspaceRules } from './periods'

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
export const refersToItself = (table: string): boolean => parentsOf().get(table)?.has(table) ?? false

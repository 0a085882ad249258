import { sql as statement } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Queryable } from '../client.ts'

/**
 * Whether workspaces are spread over several databases by Citus (R53). Then each statement of the ledger names one
 * workspace, so that Citus sends it to that workspace's shard. Asked of the database itself, so no setting can be wrong.
 */
export async function isSharded(sql: postgres.Sql): Promise<boolean> {
  // As a parameter, so that it can share a connection to a pooler (db/client.ts: connect).
  const [row] = await sql<{ sharded: boolean }[]>`
    select exists (select from pg_extension where extname = ${'citus'}) as sharded`
  return row?.sharded ?? false
}

/**
 * For a transaction that reads several workspaces and then writes to a table that every machine has. On Citus it must ask the
 * shards one after the other, over the connections that it writes with. One PostgreSQL ignores the setting.
 */
export async function readShardsInTurn(tx: Pick<Queryable, 'execute'>): Promise<void> {
  await tx.execute(statement`set local citus.multi_shard_modify_mode = 'sequential'`)
}

import type postgres from 'postgres'

/** What a transaction of a workspace may see and do, until it ends. */
export const SCOPE = "select set_config('role', 'market_web', true), set_config('app.workspace_id', $1, true)"
export const READ_SCOPE = `${SCOPE}, set_config('transaction_read_only', 'on', true)`

type Transactions<Tx> = { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }

/**
 * Runs `work` in a transaction with this scope. What it sends first goes right behind the scope, without waiting for its answer:
 * PostgreSQL runs the statements of a connection in order, and after a failure it refuses all others of the transaction. The scope
 * has a parameter, so through a pooler the driver waits (`connect` in ../../client.ts).
 */
export async function inScope<Tx, T>(
  db: Transactions<Tx>,
  scope: string,
  workspaceId: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (!Number.isSafeInteger(workspaceId) || workspaceId <= 0)
    throw new Error(`invalid workspace id: ${workspaceId}`)
  return db.transaction(async (tx) => {
    const scoped = clientOf(tx)
      .unsafe(scope, [String(workspaceId)])
      .execute()
    const working = (async () => work(tx))()
    const [, result] = await Promise.all([scoped, working])
    return result
  })
}

/** The connection of a transaction. Drizzle's types leave it out. */
const clientOf = (tx: unknown) =>
  (tx as { _: { session: { client: postgres.TransactionSql } } })._.session.client

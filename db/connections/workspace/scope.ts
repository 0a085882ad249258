import type postgres from 'postgres'

/**
 * What a transaction of a workspace may see and do, until it ends. Not `set_config`: only SET LOCAL also reaches the nodes of a
 * distributed database (R53). It takes no parameters; the id is checked to be a whole number.
 */
export function scopeOf(workspaceId: number, { readOnly = false } = {}): string {
  if (!Number.isSafeInteger(workspaceId) || workspaceId <= 0)
    throw new Error(`invalid workspace id: ${workspaceId}`)
  const scope = `set local role market_web; set local app.workspace_id = '${workspaceId}'`
  return readOnly ? `${scope}; set transaction read only` : scope
}

type Transactions<Tx> = { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }

type Options = {
  /** Through a pooler, which loses a statement that is sent before a scope is answered (`connect` in ../../client.ts). */
  waits: boolean
}

/**
 * Runs `work` in a transaction with this scope. Unless it waits, what it sends first goes right behind the scope: PostgreSQL runs
 * the statements of a connection in order, and after a failure it refuses all others of the transaction.
 */
export function inScope<Tx, T>(
  db: Transactions<Tx>,
  scope: string,
  { waits }: Options,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const scoped = clientOf(tx).unsafe(scope).execute()
    if (waits) await scoped
    const working = (async () => work(tx))()
    const [, result] = await Promise.all([scoped, working])
    return result
  })
}

/** The connection of a transaction. Drizzle's types leave it out. */
const clientOf = (tx: unknown) =>
  (tx as { _: { session: { client: postgres.TransactionSql } } })._.session.client

import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { connect, type Queryable } from '@/db/client'
import { RenewedClient } from '@/db/connections/renewed-client'
import { isSharded } from '@/db/distribute/sharding'
import { creditAccounts, creditLots } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { addMonthsTo } from '../decide/cycle.ts'
import type { Account, Lot, LotExpiry } from '../model.ts'
import { post } from '../post.ts'
import { accountExpressions, columnsOf, dueExpressions, ms } from '../posting/rows.ts'

export type AccountNow = Account & { at: number }
type Read = AccountNow & { due: boolean }
type Reader = {
  client: RenewedClient
  /** Unknown before the first read. */
  sharded: boolean | null
  waiting: Map<number, ((row: Read | undefined, error?: Error) => void)[]>
}

const held = globalThis as typeof globalThis & { marketTrakReader?: Reader }

const expressions: Record<keyof Read, string> = { ...accountExpressions, ...dueExpressions }

/** An account in a statement that reads more than it. Its table has to be `accountTable`. Use with `readApplied`. */
export const accountFields = Object.fromEntries(
  Object.entries(expressions).map(([name, expression]) => [name, sql.raw(expression)]),
) as { [Name in keyof Read]: SQL<Read[Name]> }
export const accountTable = alias(creditAccounts, 'a')

/** The machine's time as of the statement. The demo's clock can be ahead of it. */
export const machineTime = sql<number>`${sql.raw(ms('statement_timestamp()'))}`

const select = `select ${columnsOf(expressions)} from credit_accounts a where a.workspace_id =`
const selectMany = `${select} any($1::int[])`
/** Goes to the workspace's shard alone (R53). */
const selectOne = `${select} $1::int`

/**
 * The current balance: one indexed row. Reads from the same turn of the event loop share a query, which is six times
 * cheaper under load. A cycle that has ended is applied first (R14).
 */
export function readAccount(workspaceId: number): Promise<AccountNow> {
  return readApplied(workspaceId, async () => {
    const row = await batchedRead(workspaceId)
    assert(row, `workspace ${workspaceId} has a credit account`)
    return row
  })
}

/** Reads an account by any statement. If something is due, it is applied, and the account is read again. */
export async function readApplied<Row extends { due: boolean }>(
  workspaceId: number,
  read: () => Promise<Row>,
): Promise<Row> {
  const row = await read()
  if (!row.due) return row
  await post(workspaceId, { type: 'touch' })
  return read()
}

function batchedRead(workspaceId: number): Promise<Read | undefined> {
  held.marketTrakReader ??= {
    client: new RenewedClient(() => connect({ max: 2 })),
    sharded: null,
    waiting: new Map(),
  }
  const reader = held.marketTrakReader
  if (reader.waiting.size === 0) setImmediate(() => queryBalances(reader))
  return new Promise((resolve, reject) => {
    const callers = reader.waiting.get(workspaceId) ?? []
    callers.push((row, error) => (error ? reject(error) : resolve(row)))
    reader.waiting.set(workspaceId, callers)
  })
}

async function queryBalances(reader: Reader): Promise<void> {
  const { waiting } = reader
  reader.waiting = new Map()
  const sql = reader.client.current
  const query = (text: string, ids: number | number[]) => sql.unsafe<Read[]>(text, [ids], { prepare: true })
  try {
    reader.sharded ??= await isSharded(sql)
    const ids = [...waiting.keys()]
    const rows = reader.sharded
      ? (await Promise.all(ids.map((id) => query(selectOne, id)))).flat()
      : await query(selectMany, ids)
    const found = new Map(rows.map((row) => [row.workspaceId, row]))
    for (const [id, callers] of waiting) for (const answer of callers) answer(found.get(id))
  } catch (error) {
    reader.client.noteError(error)
    for (const callers of waiting.values()) for (const answer of callers) answer(undefined, error as Error)
  }
}

/** When extra credits bought now would expire; null for never (R16). */
export function extraCreditsEndAt(account: AccountNow, expiry: LotExpiry): number | null {
  if (expiry.kind === 'never') return null
  return expiry.kind === 'months' ? addMonthsTo(account.at, expiry.months) : account.cycleEnd
}

/** Closes the reader's connections; for scripts and tests. */
export async function closeReader(): Promise<void> {
  const reader = held.marketTrakReader
  held.marketTrakReader = undefined
  await reader?.client.end()
}

/** All lots of a workspace, in spending order. */
export async function readLots(tx: Queryable, workspaceId: number): Promise<Lot[]> {
  const rows = await tx
    .select()
    .from(creditLots)
    .where(eq(creditLots.workspaceId, workspaceId))
    .orderBy(asc(creditLots.fromCredit), asc(creditLots.seq))
  return rows.map(({ workspaceId: _, expiresAt, grantedAt, ...lot }) => ({
    ...lot,
    expiresAt: expiresAt?.getTime() ?? null,
    grantedAt: grantedAt.getTime(),
  }))
}

import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import {
  boundedPool,
  isInTransaction,
  NestedConnectionError,
  type PoolState,
  readPoolState,
} from './connections/bounded-pool.ts'
import { openPostgres, type PostgresOptions } from './connections/connection.ts'
import { areLongStatementsAllowed, limitsFor } from './connections/limits.ts'
import { RenewedClient } from './connections/renewed-client.ts'
import { inScope, scopeOf } from './connections/workspace/scope.ts'
import { SharedReads } from './connections/workspace/shared-reads.ts'

/** Columns are named after their keys: `createdAt` is `created_at`. Every Drizzle client is opened with this. */
export const CASING = 'snake_case'

export type Database = PostgresJsDatabase
/** A database or a transaction: the parameter of every query function. */
export type Queryable = Pick<
  Database,
  'select' | 'insert' | 'update' | 'delete' | 'execute' | 'selectDistinct' | 'selectDistinctOn'
>

type Pool = {
  client: RenewedClient
  bounded: postgres.Sql
  db: Database
  /** Whether a transaction waits for its scope. */
  waits: boolean
  reads: SharedReads<Queryable>
}
// On globalThis so that hot reload in development does not open a new pool on every change.
const held = globalThis as typeof globalThis & { marketTrakPool?: Pool }

function pool(): Pool {
  if (!held.marketTrakPool) {
    const size = poolSize()
    const open = areLongStatementsAllowed() ? connectDirect : connect
    const client = new RenewedClient(() => open({ max: size }))
    const bounded = boundedPool(client, {
      size,
      waitMs: WAIT_MS,
      mostWaiting: MOST_WAITING,
      onNesting: reportNesting,
    })
    // Without the schema, which only relational queries need: Drizzle would create an object per table in each transaction.
    const db = drizzle(bounded, { casing: CASING })
    const waits = isPooled()
    const reads = new SharedReads<Queryable>(async (workspaceId, read) =>
      inScope(db, scopeOf(workspaceId, { readOnly: true }), { waits }, read),
    )
    held.marketTrakPool = { client, bounded, db, waits, reads }
  }
  return held.marketTrakPool
}

const WAIT_MS = 10_000
const MOST_WAITING = 2_000
const DEFAULT_POOL_SIZE = 10

/** lib/core/settings/env.ts refuses invalid values at start. */
function poolSize(): number {
  const size = Number(process.env.DATABASE_POOL_SIZE || DEFAULT_POOL_SIZE)
  if (Number.isInteger(size) && size >= 1) return size
  throw new Error('DATABASE_POOL_SIZE is not valid. Set a whole number of connections, such as 10.')
}

/** Tests and `npm run dev` fail. In production the request waits, up to the limit. */
function reportNesting(error: NestedConnectionError): void {
  if (process.env.VITEST || process.env.NODE_ENV === 'development') throw error
  process.emitWarning(error)
}

/**
 * Opens separate connections for statements and transactions that need no session (R53): through the pooler, if there
 * is one. The caller closes them.
 *
 * If more statements run at a time than there are connections, each needs a parameter. The driver sends the next one
 * without waiting for the answer to one that has none, and PgBouncer loses it: its caller would wait forever.
 */
export function connect(options: PostgresOptions = {}): postgres.Sql {
  const { DATABASE_URL: url } = process.env
  if (!url) throw new Error(MISSING)
  if (!isPooled()) return connectDirect(options)
  // A pooler refuses limits as parameters (the database role has them, see .env.example). A statement prepared on one of
  // its server connections is unknown on the next.
  const connection = { application_name: APPLICATION, ...options.connection }
  return openPostgres(url, { ...options, prepare: false, connection })
}

/** Whether `connect` goes through a pooler. */
export function isPooled(): boolean {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct } = process.env
  return Boolean(direct) && direct !== url
}

type DirectOptions = PostgresOptions & {
  /** Work that reads or writes whole tables. */
  long?: true
}

/**
 * Opens connections to the database itself, past a pooler: for the ledger's lanes, which keep prepared statements, for
 * listening, and for long work. The caller closes them.
 */
export function connectDirect({ long, ...options }: DirectOptions = {}): postgres.Sql {
  const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL
  if (!url) throw new Error(MISSING)
  const limits = limitsFor(long ? 'long' : 'short')
  const connection = { application_name: APPLICATION, ...limits, ...options.connection }
  return openPostgres(url, { ...options, connection })
}

const APPLICATION = 'market-trak'
const MISSING = 'DATABASE_URL is not set. Set it to the URL of a PostgreSQL database, or use `npm start`.'

/** For queries across workspaces: sign-in, webhooks, jobs, operators. Members' requests use `inWorkspace`. */
export function system(): Database {
  return pool().db
}

/**
 * Runs `work` in a transaction that can only see and change this workspace (row-level security, R35). Credits can't be
 * written here; only the ledger writes them.
 */
export async function inWorkspace<T>(workspaceId: number, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const { db, waits } = pool()
  return inScope(db, scopeOf(workspaceId), { waits }, work)
}

/**
 * The same for work that only reads: the database refuses to write. Reads of a workspace that start together share a
 * transaction, so those of a page cost little more than its queries, and the same function runs once for all who start it.
 * `read` may run a second time if another one fails.
 */
export function readInWorkspace<T>(
  workspaceId: number,
  read: (tx: Queryable, workspaceId: number) => Promise<T>,
): Promise<T> {
  if (isInTransaction())
    reportNesting(
      new NestedConnectionError(
        'A transaction started a read on a second connection. Pass the transaction on.',
      ),
    )
  return pool().reads.add(workspaceId, read)
}

/** The use of the shared pool; null before its first query. */
export function readSharedPoolState(): PoolState | null {
  const { marketTrakPool } = held
  return marketTrakPool ? readPoolState(marketTrakPool.bounded) : null
}

/** Closes the shared pool; for scripts and tests. */
export async function disconnect(): Promise<void> {
  const { marketTrakPool } = held
  held.marketTrakPool = undefined
  await marketTrakPool?.client.end()
}

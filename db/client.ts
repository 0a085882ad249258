import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { boundedPool, type NestedConnectionError } from './bounded-pool.ts'
import { limitsFor } from './limits.ts'
import * as schema from './schema/index.ts'

/** Columns are named by their keys: `createdAt` is `created_at`. Every drizzle client is opened with it. */
export const CASING = 'snake_case'

export type Database = PostgresJsDatabase<typeof schema>
/** A database or a transaction: what every query function takes. */
export type Queryable = Pick<
  Database,
  'select' | 'insert' | 'update' | 'delete' | 'execute' | 'selectDistinct'
>

type Pool = { client: postgres.Sql; db: Database }
// Kept on globalThis so that hot reload in development does not open a new pool on every change.
const held = globalThis as typeof globalThis & { marketTrakPool?: Pool }

function pool(): Pool {
  if (!held.marketTrakPool) {
    const size = poolSize()
    const client = connect({ max: size })
    const bounded = boundedPool(client, {
      size,
      waitMs: WAIT_MS,
      mostWaiting: MOST_WAITING,
      onNesting: reportNesting,
    })
    held.marketTrakPool = { client, db: drizzle(bounded, { schema, casing: CASING }) }
  }
  return held.marketTrakPool
}

const WAIT_MS = 10_000
const MOST_WAITING = 2_000
const DEFAULT_POOL_SIZE = 10

/** lib/core/settings/env.ts refuses anything else at start. */
function poolSize(): number {
  const size = Number(process.env.DATABASE_POOL_SIZE || DEFAULT_POOL_SIZE)
  if (Number.isInteger(size) && size >= 1) return size
  throw new Error('DATABASE_POOL_SIZE is not valid: give a whole number of connections, such as 10.')
}

/** Tests and `npm run dev` fail. In production the request waits, and the bound on waiting holds. */
function reportNesting(error: NestedConnectionError): void {
  if (process.env.VITEST || process.env.NODE_ENV === 'development') throw error
  process.emitWarning(error)
}

type ConnectOptions = postgres.Options<Record<string, never>> & {
  /** Work that reads or writes everything there is. */
  long?: true
}

/** Opens connections of their own (the ledger's lanes, listeners). The caller ends them. */
export function connect({ long, ...options }: ConnectOptions = {}): postgres.Sql {
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Error('DATABASE_URL is not set: give the address of a PostgreSQL database, or use `npm start`.')
  const connection = {
    application_name: 'market-trak',
    ...limitsFor(long ? 'long' : 'short'),
    ...options.connection,
  }
  return postgres(url, { onnotice: () => {}, ...options, connection })
}

/** Queries over all workspaces: sign-in, webhooks, jobs, operators. Requests of a member use `inWorkspace`. */
export function system(): Database {
  return pool().db
}

/**
 * Runs `work` in one transaction that can see and change this workspace alone (row-level security, R35).
 * Credits cannot be written from here: that is the ledger's own door.
 */
export async function inWorkspace<T>(workspaceId: number, work: (tx: Queryable) => Promise<T>): Promise<T> {
  if (!Number.isSafeInteger(workspaceId) || workspaceId <= 0)
    throw new Error(`not a workspace id: ${workspaceId}`)
  return pool().db.transaction(async (tx) => {
    // SET LOCAL takes no parameters; the id was just checked to be a whole number.
    await Promise.all([
      tx.execute(sql.raw('set local role market_web')),
      tx.execute(sql.raw(`set local app.workspace_id = '${workspaceId}'`)),
    ])
    return work(tx)
  })
}

/**
 * Does `work` as the product itself, in the midst of a transaction of `inWorkspace`: for the little that must be written
 * together with a member's rows and that no request may write.
 */
export async function asProduct<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql.raw('reset role'))
  const done = await work()
  await tx.execute(sql.raw('set local role market_web'))
  return done
}

/** Ends the shared pool; for scripts and tests. */
export async function disconnect(): Promise<void> {
  const { marketTrakPool } = held
  held.marketTrakPool = undefined
  await marketTrakPool?.client.end({ timeout: 5 })
}

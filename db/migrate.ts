import path from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { adoptBaseline } from './adopt-baseline.ts'
import { openPostgres } from './connections/connection.ts'
import { recordCompatibility } from './schema-version.ts'

const FOLDER = { migrationsFolder: path.join(import.meta.dirname, 'migrations') }
/** The role may have limits for requests, which a migration of a large table would exceed. */
const UNLIMITED = { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 }
/** `0000_baseline.sql` and `0001_guards.sql`. */
const BASELINE_FILES = 2

/**
 * Migrates a database to the latest schema. Safe to run repeatedly, and by several processes at the same time.
 * Never through a pooler: it needs a session.
 * @throws with instructions, if the database has only some of the migrations that the baseline replaced
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = openPostgres(databaseUrl, { max: 1, connection: UNLIMITED })
  try {
    // A session lock is safe here because this connection is exclusive and not pooled.
    await client`select pg_advisory_lock(7316001)`
    await client.begin((tx) => adoptBaseline(tx, readMigrationFiles(FOLDER).slice(0, BASELINE_FILES)))
    await applyMigrations(drizzle(client), FOLDER)
    await recordCompatibility(client)
  } finally {
    await client.end({ timeout: 5 })
  }
}

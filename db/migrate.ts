import path from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { adoptBaseline } from './adopt-baseline.ts'
import { recordCompatibility } from './schema-version.ts'

const FOLDER = { migrationsFolder: path.join(import.meta.dirname, 'migrations') }
/** `0000_baseline.sql` and `0001_guards.sql`. */
const BASELINE_FILES = 2

/**
 * Migrates a database to the latest schema. Safe to run repeatedly, and by several processes at the same time.
 * @throws with instructions, if the database has only some of the migrations that the baseline replaced
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
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

import path from 'node:path'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import type postgres from 'postgres'
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

/**
 * The migrations that the baseline replaced: how many there were, and the `when` of the last one, which the baseline
 * inherited.
 */
const REPLACED = { count: 42, lastAt: 1_795_873_913_681 }

/**
 * Before the baseline there were 42 migrations (docs/decisions/0040-schema-baseline.md). A database with all of them
 * already has what the baseline creates, so the baseline is recorded as applied and only later migrations run. Does
 * nothing on an empty database or one created with the baseline.
 * @param baseline the migrations that make up the baseline, in order
 * @throws with instructions, and without changes, if the database has only some of the 42
 */
async function adoptBaseline(sql: postgres.TransactionSql, baseline: MigrationMeta[]): Promise<void> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`
  if (!table?.exists) return
  const applied = await sql<{ at: number }[]>`
    select created_at::float8 as at from drizzle.__drizzle_migrations where created_at <= ${REPLACED.lastAt}`
  if (applied.length === 0) return

  const whole = [baseline.length, REPLACED.count, REPLACED.count + baseline.length]
  if (!whole.includes(applied.length) || !applied.some(({ at }) => at === REPLACED.lastAt))
    throw new Error(
      `This database has ${applied.length} of the ${REPLACED.count} migrations that the baseline replaced. ` +
        'Reset a local demo with `npm run db:reset`. Otherwise, check out the last commit that has ' +
        'db/migrations/0041_held_work_and_import_rows.sql, run `npm run db:migrate` there, and start this version again.',
    )
  if (applied.length !== REPLACED.count) return
  for (const { hash, folderMillis } of baseline)
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`
}

import type postgres from 'postgres'
import journal from './migrations/meta/_journal.json' with { type: 'json' }

/**
 * Which schema this version of the product works with. A database may be ahead of it during a rolling deploy: new
 * migrations run first, and the previous version keeps working until it is replaced.
 */

/**
 * The oldest migration that a version has to know to work with this schema. Migrations only add (expand); raise this to the
 * newest migration in the same commit as one that removes or renames something (contract).
 */
export const OLDEST_COMPATIBLE = '0004_spending_limit_requests'

type Migration = { tag: string; when: number }
export const migrations: readonly Migration[] = journal.entries

export type SchemaState =
  | { kind: 'ready' }
  /** No migration has run. */
  | { kind: 'empty' }
  /** These migrations have not run. */
  | { kind: 'older'; missing: string[] }
  /** Migrations that this version doesn't know have run, and one of them does not work with it. */
  | { kind: 'newer'; needs: string }

type Applied = {
  /** When the newest applied migration was made, in milliseconds; null if none is applied. */
  newest: number | null
  /** The oldest migration that a version must know. Null in databases that were migrated before it was recorded. */
  oldest: Migration | null
}

/** Compares what a database has with what this version knows. Like the migrator, it goes by when a migration was made. */
export function schemaStateOf({ newest, oldest }: Applied, known = migrations): SchemaState {
  if (newest === null) return { kind: 'empty' }
  const missing = known.filter(({ when }) => when > newest).map(({ tag }) => tag)
  if (missing.length > 0) return { kind: 'older', missing }
  const latest = Math.max(...known.map(({ when }) => when))
  return oldest && oldest.when > latest ? { kind: 'newer', needs: oldest.tag } : { kind: 'ready' }
}

/** Reads the state of a database. Throws if the database can't be reached. */
export async function readSchemaState(sql: postgres.Sql): Promise<SchemaState> {
  const [found] = await sql<{ records: boolean; compatibility: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as records,
      to_regclass('drizzle.market_trak_compatibility') is not null as compatibility`
  if (!found?.records) return { kind: 'empty' }
  const [last] = await sql<{ newest: number | null }[]>`
    select max(created_at)::float8 as newest from drizzle.__drizzle_migrations`
  const [oldest] = found.compatibility
    ? await sql<Migration[]>`select tag, made_at::float8 as "when" from drizzle.market_trak_compatibility`
    : []
  return schemaStateOf({ newest: last?.newest ?? null, oldest: oldest ?? null })
}

/** Records, after the migrations have run, which versions work with the schema. An older version never lowers it. */
export async function recordCompatibility(sql: postgres.Sql): Promise<void> {
  const oldest = migrations.find(({ tag }) => tag === OLDEST_COMPATIBLE)
  if (!oldest) throw new Error(`db/schema-version.ts names ${OLDEST_COMPATIBLE}, which is no migration.`)
  await sql`create table if not exists drizzle.market_trak_compatibility (
    only_row boolean primary key default true check (only_row), tag text not null, made_at bigint not null)`
  await sql`insert into drizzle.market_trak_compatibility (tag, made_at) values (${oldest.tag}, ${oldest.when})
    on conflict (only_row) do update set tag = excluded.tag, made_at = excluded.made_at
    where excluded.made_at > market_trak_compatibility.made_at`
}

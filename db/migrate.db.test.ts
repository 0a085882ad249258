import postgres from 'postgres'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from './client.ts'
import { migrate } from './migrate.ts'

/** The `when` of the last of the 42 migrations that the baseline replaced. */
const LAST_AT = 1_795_873_913_681

const server = connect({ max: 1 })
const name = `migrate_${process.pid}`
const url = new URL(process.env.DATABASE_URL ?? '')
url.pathname = name

beforeEach(async () => {
  await server.unsafe(`drop database if exists ${name} with (force)`)
  await server.unsafe(`create database ${name}`)
})
afterAll(async () => {
  await server.unsafe(`drop database if exists ${name} with (force)`)
  await server.end({ timeout: 5 })
})

async function inDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

type Applied = { id: number; hash: string; at: number }
const applied = () =>
  inDatabase(
    (sql) =>
      sql<Applied[]>`select id, hash, created_at::float8 as at from drizzle.__drizzle_migrations order by id`,
  )

/** Sets the migration records to those of an installation from before the baseline: the first `count` of its 42. */
async function recordOld(count: number): Promise<void> {
  await inDatabase(async (sql) => {
    await sql`delete from drizzle.__drizzle_migrations where created_at <= ${LAST_AT}`
    await sql`
      insert into drizzle.__drizzle_migrations (hash, created_at)
      select 'old ' || n, ${LAST_AT}::bigint - (42 - n) * 1000 from generate_series(1, ${count}::int) n`
  })
}

/** The ids of tables. A table that is created again gets a new one. */
const tables = () =>
  inDatabase(
    (sql) =>
      sql`select oid::int, relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )

describe('migrate', () => {
  it('migrates an empty database, and changes nothing the second time', async () => {
    await migrate(url.href)
    const [first, made] = [await applied(), await tables()]
    expect(made.length).toBeGreaterThan(60)
    expect(first.some(({ at }) => at === LAST_AT)).toBe(true)
    await migrate(url.href)
    expect(await applied()).toEqual(first)
    expect(await tables()).toEqual(made)
  })

  it('records the baseline as applied on a database with all earlier migrations', async () => {
    await migrate(url.href)
    const [fresh, made] = [await applied(), await tables()]
    await recordOld(42)
    await migrate(url.href)
    const adopted = await applied()
    expect(adopted.filter(({ hash }) => hash.startsWith('old '))).toHaveLength(42)
    const now = adopted.filter(({ hash }) => !hash.startsWith('old ')).map(({ hash }) => hash)
    expect(now.sort()).toEqual(fresh.map(({ hash }) => hash).sort())
    expect(await tables()).toEqual(made)
    await migrate(url.href)
    expect(await applied()).toEqual(adopted)
  })

  it('refuses a database with only some of them, says what to do and changes nothing', async () => {
    await migrate(url.href)
    await recordOld(17)
    const before = await applied()
    await expect(migrate(url.href)).rejects.toThrow(
      /has 17 of the 42 migrations.*npm run db:reset.*check out/,
    )
    expect(await applied()).toEqual(before)
  })

  it('refuses a database where one of them was skipped', async () => {
    await migrate(url.href)
    await recordOld(42)
    await inDatabase((sql) => sql`delete from drizzle.__drizzle_migrations where hash = 'old 20'`)
    await expect(migrate(url.href)).rejects.toThrow('has 41 of the 42 migrations')
  })
})

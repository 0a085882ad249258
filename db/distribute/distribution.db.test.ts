import { afterAll, describe, expect, it } from 'vitest'
import { connect } from '../client.ts'
import { DISTRIBUTED, LOCAL, MANAGED, REFERENCE, UNIQUE_ACROSS_WORKSPACES } from './distribution.ts'
import { isSharded } from './sharding.ts'

const sql = connect({ max: 1 })
afterAll(() => sql.end({ timeout: 5 }))

/** Kept by the migrations, and read by nothing else. */
const OF_MIGRATIONS = /^(__drizzle|market_trak_compatibility)/

const tables = (
  await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
)
  .map(({ name }) => name)
  .filter((name) => !OF_MIGRATIONS.test(name))

const placesOf = (table: string) =>
  [DISTRIBUTED.has(table), REFERENCE.has(table), LOCAL.has(table)].filter(Boolean).length

describe('where tables are in a distributed database', () => {
  it('R53: each table of the schema is in exactly one list', () => {
    expect(tables.filter((table) => placesOf(table) !== 1)).toEqual([])
  })

  it('R53: the lists name no other table', () => {
    const listed = [...DISTRIBUTED.keys(), ...REFERENCE, ...LOCAL]
    expect(listed.filter((table) => !tables.includes(table))).toEqual([])
  })

  it.each([...DISTRIBUTED])('R53: %s always has its workspace in %s', async (table, column) => {
    const [found] = await sql<{ isRequired: boolean }[]>`
      select attnotnull as "isRequired" from pg_attribute
      where attrelid = ${table}::regclass and attname = ${column} and not attisdropped`
    expect(found).toEqual({ isRequired: true })
  })

  it('R53: the workspace is part of every primary and unique key of a distributed table', async () => {
    const keys = await sql<{ table: string; name: string; columns: string[] }[]>`
      select t.relname as table, i.relname as name, array(
        select a.attname::text from pg_attribute a
        where a.attrelid = t.oid and a.attnum = any (x.indkey::int2[])) as columns
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      where x.indisunique and t.relname in ${sql([...DISTRIBUTED.keys()])} order by 2`
    const across = keys.filter(({ table, columns }) => !columns.includes(DISTRIBUTED.get(table) ?? ''))
    // `db:distribute` replaces them.
    const allowed = (await isSharded(sql)) ? [] : Object.keys(UNIQUE_ACROSS_WORKSPACES).toSorted()
    expect(across.map(({ name }) => name)).toEqual(allowed)
  })

  it('R53: distributed tables refer to rows of their workspace, or to tables that every machine has', async () => {
    const references = await sql<{ name: string; from: string; to: string; columns: string[] }[]>`
      select c.conname as name, f.relname as from, t.relname as to, array(
        select a.attname::text from pg_attribute a
        where a.attrelid = f.oid and a.attnum = any (c.conkey)) as columns
      from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
      where c.contype = 'f' and f.relname in ${sql([...DISTRIBUTED.keys()])}`
    const wrong = references.filter(({ from, to, columns }) =>
      DISTRIBUTED.has(to) ? !columns.includes(DISTRIBUTED.get(from) ?? '') : !REFERENCE.has(to),
    )
    expect(references.length).toBeGreaterThan(50)
    expect(wrong).toEqual([])
  })

  it('R53: tables of the coordinator that refer to tables of every machine are known', async () => {
    const references = await sql<{ name: string }[]>`
      select distinct f.relname as name from pg_constraint c join pg_class f on f.oid = c.conrelid
        join pg_class t on t.oid = c.confrelid
      where c.contype = 'f' and f.relname in ${sql([...LOCAL])}
        and t.relname in ${sql([...REFERENCE, ...MANAGED])} order by 1`
    expect(references.map(({ name }) => name)).toEqual([...MANAGED])
  })

  it('R53: no other table refers to rows of a workspace', async () => {
    const wrong = await sql`
      select c.conname as name from pg_constraint c join pg_class f on f.oid = c.conrelid
        join pg_class t on t.oid = c.confrelid
      where c.contype = 'f' and t.relname in ${sql([...DISTRIBUTED.keys()])}
        and f.relname not in ${sql([...DISTRIBUTED.keys()])}`
    expect([...wrong]).toEqual([])
  })
})

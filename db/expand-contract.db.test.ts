import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { connect } from './client.ts'
import { OLDEST_COMPATIBLE } from './schema-version.ts'

/**
 * During a deploy, the previous version runs on the new schema. It may know only the migrations up to OLDEST_COMPATIBLE, so
 * its queries must still work after all others (CONTRIBUTING.md, "Migrations").
 */
type Column = {
  name: string
  type: string
  notNull: boolean
  default?: unknown
  generated?: unknown
  identity?: unknown
}
type Table = { name: string; columns: Record<string, Column> }

const FOLDER = join(import.meta.dirname, 'migrations/meta')

/** The tables as the oldest version that may run knows them. */
function knownTables(): Table[] {
  const file = readdirSync(FOLDER)
    .filter((name) => name.endsWith('_snapshot.json') && name.slice(0, 4) <= OLDEST_COMPATIBLE.slice(0, 4))
    .sort()
    .at(-1)
  const { tables } = JSON.parse(readFileSync(join(FOLDER, file ?? ''), 'utf8'))
  return Object.values(tables as Record<string, Table>)
}

const sql = connect({ max: 1 })
afterAll(() => sql.end({ timeout: 5 }))

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ')
/** Drizzle writes `serial`; the column is an integer. */
const plainType = (type: string) => type.replace('bigserial', 'bigint').replace('serial', 'integer')

/** Why the queries of a version that knows these tables don't work any more. */
async function problemsOf(tx: postgres.TransactionSql, tables: Table[]): Promise<string[]> {
  const problems: string[] = []
  for (const { name, columns } of tables) {
    const known = Object.values(columns)
    const written = known
      .filter(({ generated, identity }) => !generated && !identity)
      .map((column) => column.name)
    const values = written.map((_, i) => `$${i + 1}`)
    const statements = {
      select: `select ${quoted(known.map((column) => column.name))} from "${name}"`,
      insert: `insert into "${name}" (${quoted(written)}) values (${values.join(', ')})`,
      update: `update "${name}" set ${written.map((column, i) => `"${column}" = $${i + 1}`).join(', ')}`,
    }
    for (const [what, statement] of Object.entries(statements)) {
      const error = await tx
        .savepoint((point) => point.unsafe(`prepare known_query as ${statement}; deallocate known_query`))
        .then(() => null)
        .catch((reason: Error) => reason)
      if (error) problems.push(`${what} ${name}: ${error.message}`)
    }
    problems.push(...(await changesOf(tx, name, known)))
  }
  return problems
}

type Found = { name: string; type: string; required: boolean; filled: boolean }

async function changesOf(tx: postgres.TransactionSql, table: string, known: Column[]): Promise<string[]> {
  const found = await tx<Found[]>`
    select attname as name, atttypid::regtype::text as type, attnotnull as required,
      atthasdef or attidentity <> '' or attgenerated <> '' as filled
    from pg_attribute where attrelid = to_regclass(${`public.${table}`}) and attnum > 0 and not attisdropped`
  const types = await tx<{ type: string }[]>`
    select coalesce(to_regtype(t)::text, t) as type
    from unnest(${known.map(({ type }) => plainType(type))}::text[]) with ordinality as u (t, n) order by n`
  const problems = known.flatMap(({ name, notNull, default: filled }, i) => {
    const now = found.find((column) => column.name === name)
    if (!now) return []
    return [
      now.type === types[i]?.type ? '' : `${table}.${name} was ${types[i]?.type} and is ${now.type}`,
      now.required && !notNull ? `${table}.${name} can’t be null any more` : '',
      filled !== undefined && !now.filled ? `${table}.${name} has no default any more` : '',
    ]
  })
  const names = new Set(known.map(({ name }) => name))
  for (const { name, required, filled } of found)
    if (!names.has(name) && required && !filled)
      problems.push(`${table}.${name} is new, required and has no default`)
  return problems.filter(Boolean)
}

/** The problems after a change that is rolled back. */
async function problemsAfter(...changes: string[]): Promise<string[]> {
  let problems: string[] = []
  await sql
    .begin(async (tx) => {
      for (const change of changes) await tx.unsafe(change)
      problems = await problemsOf(tx, knownTables())
      throw new Error('rolled back')
    })
    .catch((error: Error) => {
      if (error.message !== 'rolled back') throw error
    })
  return problems
}

describe('R52: queries of the previous release run after the new migrations', () => {
  it('reads and writes every table and column it knows', async () => {
    expect(knownTables().length).toBeGreaterThan(60)
    expect(await problemsAfter()).toEqual([])
  })

  it.each<[string, string | string[], RegExp]>([
    ['a dropped column', 'alter table feeds drop column pull_failure', /select feeds: .*pull_failure/],
    ['a renamed column', 'alter table feeds rename column name to title', /insert feeds: .*name/],
    ['a dropped table', 'drop table feeds cascade', /update feeds: .*does not exist/],
    [
      'another type',
      'alter table feeds alter column pull_every_minutes type bigint',
      /was integer and is bigint/,
    ],
    ['a required column', 'alter table feeds alter column pull_url set not null', /pull_url can’t be null/],
    ['a default that is gone', 'alter table feeds alter column paused drop default', /paused has no default/],
    [
      'a new required column',
      [
        'alter table feeds add column extra text not null default 0',
        'alter table feeds alter column extra drop default',
      ],
      /feeds.extra is new, required/,
    ],
  ])('finds %s', async (_, change, problem) => {
    expect((await problemsAfter(...[change].flat())).join('\n')).toMatch(problem)
  })

  it.each([
    ['a new table', 'create table later (id int primary key)'],
    ['a new column that can be null', 'alter table feeds add column later text'],
    ['a new column with a default', 'alter table feeds add column later int not null default 1'],
  ])('accepts %s', async (_, change) => {
    expect(await problemsAfter(change)).toEqual([])
  })
})

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, connectDirect } from './client.ts'
import { withoutShard } from './distribute/broken-constraint.ts'
import { isSharded } from './distribute/sharding.ts'
import { onCitus } from './testing.ts'

/**
 * R35: with the role of requests and workspace A set, nothing of workspace B can be read or written in any table with a
 * workspace_id. The tables come from the system catalog, so a new table without a policy fails here. A row of A serves
 * as the positive control.
 */
const sql = connect({ max: 1 })
/** Without foreign keys and triggers, which have their own tests (guards.db.test.ts). A pooler would give this session to others. */
const unguarded = connectDirect({ max: 1 })
afterAll(() => Promise.all([sql.end({ timeout: 5 }), unguarded.end({ timeout: 5 })]))

/** For new connections. Citus opens one to each node as the role of the transaction, which can't change this setting. */
const setOnNodes = (change: string) =>
  sql`select run_command_on_workers(format('alter database %I ${sql.unsafe(change)}', current_database()))`

type Table = {
  name: string
  /** One that isn't the workspace's id. */
  column: string
  select: boolean
  insert: boolean
  update: boolean
  delete: boolean
}
const distributed = await isSharded(sql)
const tables = await sql<Table[]>`
  select c.relname as name, has_table_privilege('market_web', c.oid, 'select') as select,
    has_table_privilege('market_web', c.oid, 'insert') as insert,
    has_table_privilege('market_web', c.oid, 'update') as update,
    has_table_privilege('market_web', c.oid, 'delete') as delete,
    (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attidentity = ''
      and a.attgenerated = '' and not a.attisdropped and a.attname <> 'workspace_id' order by a.attnum limit 1) as column
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
  order by 1`

let a = 0
let b = 0
beforeAll(async () => {
  const made = await sql<{ id: number }[]>`insert into workspaces (name) values ('A'), ('B') returning id`
  a = made[0]?.id ?? 0
  b = made[1]?.id ?? 0
  // Checks on row values are not tested here, and this database belongs to this file only.
  const checks = await sql<{ drop: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
    from pg_constraint where contype = 'c' and conrelid::regclass::text in ${sql(tables.map(({ name }) => name))}`
  for (const { drop } of checks) await sql.unsafe(drop)
  await unguarded`set session_replication_role = replica`
  if (distributed) await setOnNodes('set session_replication_role = replica')
})

const plain: Record<string, string> = {
  int2: '1',
  int4: '1',
  int8: '1',
  float8: '1',
  bool: 'false',
  text: 'gen_random_uuid()::text',
  uuid: 'gen_random_uuid()',
  timestamptz: 'now()',
  date: "'2026-01-01'",
  jsonb: "'{}'",
  bytea: "'\\x00'",
}

/** A row of a workspace with a value in every required column. */
async function insertion(table: string, workspaceId: number): Promise<string> {
  const columns = await sql<{ name: string; type: string }[]>`
    select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = ''
      and ((a.attnotnull and not a.atthasdef) or a.attname = 'workspace_id')`
  const values = columns.map(({ name, type }) =>
    name === 'workspace_id' ? String(workspaceId) : (plain[type] ?? 'null'),
  )
  return `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${values.join(', ')})`
}

type Row = { mine: number; theirs: number }

/**
 * Runs as a request of workspace A, with these rows in the table, and rolls back. The rows are committed before: on Citus, a
 * transaction can't change its role after a write.
 */
async function asMember<T>(
  table: string,
  rows: readonly string[],
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T | string> {
  for (const row of rows) await unguarded.unsafe(row)
  let result: T | string = 'nothing was returned'
  await unguarded
    .begin(async (tx) => {
      await tx`set local role market_web`
      await tx.unsafe(`set local app.workspace_id = '${a}'`)
      result = await work(tx)
      throw new Error('roll back')
    })
    .catch((error: Error) => {
      if (error instanceof postgres.PostgresError) result = withoutShard(error.message)
      else if (error.message !== 'roll back') throw error
    })
  await unguarded.unsafe(`delete from ${table} where workspace_id in (${a}, ${b})`)
  return result
}

/** One row of A and one of B. */
const bothRows = (table: string) => Promise.all([insertion(table, a), insertion(table, b)])

const counted = (tx: postgres.TransactionSql, table: string) =>
  tx.unsafe<Row[]>(`select count(*) filter (where workspace_id = ${a})::int as mine,
    count(*) filter (where workspace_id = ${b})::int as theirs from ${table}`)
const denied = (name: string) => `permission denied for table ${name}`
const broken = (name: string) => `new row violates row-level security policy for table "${name}"`

describe.each(tables)('$name', (table) => {
  const { name } = table

  it(`R35: ${table.select ? 'shows only rows of its own workspace' : 'is hidden from requests'}`, async () => {
    const seen = await asMember(name, await bothRows(name), async (tx) => (await counted(tx, name))[0])
    expect(seen).toEqual(table.select ? { mine: 1, theirs: 0 } : denied(name))
  })

  it(`R35: ${table.insert ? 'accepts only rows of its own workspace' : 'accepts no rows from requests'}`, async () => {
    const [mine, theirs] = [await insertion(name, a), await insertion(name, b)]
    const own = await asMember(name, [], async (tx) => (await tx.unsafe(mine)).count)
    expect(own).toBe(table.insert ? 1 : denied(name))
    const others = await asMember(name, [], async (tx) => (await tx.unsafe(theirs)).count)
    expect(others).toBe(table.insert ? broken(name) : denied(name))
  })

  it(`R35: ${table.update ? 'lets requests change only rows of their own workspace' : 'lets requests change nothing'}`, async () => {
    const rows = await bothRows(name)
    const count = (statement: string) =>
      asMember(name, rows, async (tx) => (await tx.unsafe(statement)).count)
    const change = `update ${name} set ${table.column} = ${table.column}`
    expect(await count(change)).toBe(table.update ? 1 : denied(name))
    expect(await count(`${change} where workspace_id = ${b}`)).toBe(table.update ? 0 : denied(name))
  })

  it.skipIf(onCitus('Citus refuses to move a row to another workspace, for any role'))(
    'R35: moves no row to another workspace',
    async () => {
      const moved = await asMember(
        name,
        await bothRows(name),
        async (tx) => (await tx.unsafe(`update ${name} set workspace_id = ${b}`)).count,
      )
      expect(moved).toBe(table.update ? broken(name) : denied(name))
    },
  )

  it(`R35: ${table.delete ? 'lets requests delete only rows of their own workspace' : 'lets requests delete nothing'}`, async () => {
    const gone = await asMember(
      name,
      await bothRows(name),
      async (tx) => (await tx.unsafe(`delete from ${name}`)).count,
    )
    expect(gone).toBe(table.delete ? 1 : denied(name))
  })

  it('R35: shows nothing if no workspace is set', async () => {
    const seen = await asMember(name, await bothRows(name), async (tx) => {
      await tx.unsafe("set local app.workspace_id = ''")
      return (await counted(tx, name))[0]
    })
    expect(seen).toEqual(table.select ? { mine: 0, theirs: 0 } : denied(name))
  })
})

describe('permissions of requests', () => {
  beforeAll(async () => {
    if (distributed) await setOnNodes('reset session_replication_role')
  })

  it('R10: requests cannot write to any credit table', () => {
    const credits = tables.filter(({ name }) => /^(credit|ledger)_/.test(name))
    expect(credits.length).toBeGreaterThanOrEqual(8)
    expect(credits.filter((table) => table.insert || table.update || table.delete)).toEqual([])
  })

  it('R3: requests can count upward in the counters of plan limits, and do nothing else to them', async () => {
    const cycle = new Date('2026-01-01T00:00:00Z')
    const asRequest = <T>(work: (tx: postgres.TransactionSql) => Promise<T>) =>
      sql.begin(async (tx) => {
        await tx`set local role market_web`
        await tx.unsafe(`set local app.workspace_id = '${a}'`)
        return work(tx)
      })
    const insert = (used: number, reserved: number) =>
      asRequest(
        (tx) => tx`insert into limit_counters (workspace_id, cycle_start, metric, used, reserved)
          values (${a}, ${cycle}, ${`${used} ${reserved}`}, ${used}, ${reserved})`,
      )
    const set = (used: number, reserved: number) =>
      asRequest(
        (tx) => tx`update limit_counters set used = ${used}, reserved = ${reserved}
          where workspace_id = ${a} and metric = '0 0'`,
      )
    await sql`insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance)
      values (${a}, ${cycle}, ${cycle}, ${new Date('2026-02-01T00:00:00Z')}, 0) on conflict do nothing`
    await insert(0, 0)
    await set(5, 0)
    await expect(set(4, 0)).rejects.toThrow('a request can only count upward')
    await expect(set(6, 1)).rejects.toThrow('a request can only count upward')
    await expect(insert(1, 0)).rejects.toThrow('a request can only add an empty counter')
    await expect(insert(0, 1)).rejects.toThrow('a request can only add an empty counter')
    const change = asRequest(
      (tx) => tx`update limit_counters set metric = 'emails' where workspace_id = ${a}`,
    )
    await expect(change).rejects.toThrow('permission denied')
    const remove = asRequest((tx) => tx`delete from limit_counters where workspace_id = ${a}`)
    await expect(remove).rejects.toThrow('permission denied')
  })

  it('R36: requests cannot read findings', () => {
    expect(tables.find(({ name }) => name === 'ledger_findings')).toMatchObject({ select: false })
  })

  it('R35: requests see and change only their own workspace', async () => {
    await sql
      .begin(async (tx) => {
        await tx`set local role market_web`
        await tx.unsafe(`set local app.workspace_id = '${a}'`)
        expect(await tx`select id from workspaces`).toEqual([{ id: a }])
        expect((await tx`update workspaces set name = 'Ours' where id in ${tx([a, b])}`).count).toBe(1)
        throw new Error('roll back')
      })
      .catch((error: Error) => expect(error.message).toBe('roll back'))
  })

  it('R36: the audit log is append-only', async () => {
    const changes = [
      "update audit_events set verb = 'x'",
      'delete from audit_events',
      'truncate audit_events',
    ]
    for (const change of changes) await expect(sql.unsafe(change)).rejects.toThrow('append-only')
  })
})

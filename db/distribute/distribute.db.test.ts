import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { connectDirect } from '../client.ts'
import { readDistributionPlan } from './distribute.ts'
import { DISTRIBUTED, REFERENCE } from './distribution.ts'
import { planDistribution, UNIQUE_WITHIN_WORKSPACE } from './plan.ts'
import { readDistributionState } from './read-state.ts'
import { SHARD_GUARDS } from './shard-guards.ts'
import { isSharded } from './sharding.ts'

const sql = connectDirect({ max: 1 })
afterAll(() => sql.end({ timeout: 5 }))
const ROOT = path.join(import.meta.dirname, '../..')
const onOneServer = describe.skipIf(await isSharded(sql))

/** The plan for this database, as if it were on a coordinator. */
async function planOfThis() {
  const state = { ...(await readDistributionState(sql)), citus: '13.2-1', workers: 2 }
  const placement = { distributed: [...DISTRIBUTED.keys()], reference: [...REFERENCE] }
  return planDistribution(state, placement, { database: 'market', shards: 32 })
}
const statementsOf = async () => (await planOfThis()).flatMap(({ statements }) => statements)

const eventsOf = (triggers: readonly { definition: string }[]) =>
  triggers
    .flatMap(({ definition }) => {
      const [, events = '', rest = ''] = /(?:BEFORE|AFTER) (.*?) (ON .*)$/s.exec(definition) ?? []
      return events.split(' OR ').map((event) => `${event} ${rest}`)
    })
    .toSorted()

class Undo extends Error {}
/** Runs `work` in a transaction that is never committed. */
const undone = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  sql
    .begin(async (tx) => {
      await work(tx)
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })

onOneServer('R53: db:distribute on one PostgreSQL', () => {
  it('refuses, says why, and changes nothing', async () => {
    await expect(readDistributionPlan(sql)).rejects.toThrow(/does not have the Citus extension/)
    const run = promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'local/commands/database/distribute.ts', '--apply'],
      { cwd: ROOT, env: { ...process.env, APP_ENV: 'demo' } },
    )
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/A single PostgreSQL needs no distribution/),
    })
  })

  it('covers exactly the tables that db/distribute/distribution.ts lists', async () => {
    const tables = (await statementsOf()).flatMap(
      (statement) => /create_(?:distributed|reference)_table\('(\w+)'/.exec(statement)?.[1] ?? [],
    )
    expect(tables.toSorted()).toEqual([...DISTRIBUTED.keys(), ...REFERENCE].toSorted())
  })

  it('distributes tables whose primary key begins with the workspace, and none with integer identities', async () => {
    const keys = await sql<{ table: string; first: string }[]>`
      select i.indrelid::regclass::text as table, a.attname as first
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indisprimary and i.indrelid::regclass::text in ${sql([...DISTRIBUTED.keys()])}`
    expect(keys).toHaveLength(DISTRIBUTED.size)
    for (const { table, first } of keys)
      expect(first, table).toBe(table === 'workspaces' ? 'id' : 'workspace_id')
    const identities = await sql`
      select attrelid::regclass::text as table from pg_attribute
      where attidentity <> '' and atttypid <> 'bigint'::regtype
        and attrelid::regclass::text in ${sql([...DISTRIBUTED.keys(), ...REFERENCE])}`
    expect([...identities]).toEqual([])
  })

  it('decided about every unique key that does not include the workspace', async () => {
    const { globalKeys } = await readDistributionState(sql)
    expect(globalKeys.map(({ name }) => name)).toEqual(Object.keys(UNIQUE_WITHIN_WORKSPACE).toSorted())
  })

  it('removes and puts back every foreign key, every trigger but those of one server, and every key', async () => {
    const before = await readDistributionState(sql)
    const statements = await statementsOf()
    await undone(async (tx) => {
      for (const statement of statements) {
        // What only Citus has, and a role that other databases of this server share.
        if (/citus|create_(distributed|reference)_table|alter (role|database)|get_shard_id/.test(statement))
          continue
        await tx.unsafe(statement)
      }
      const after = await readDistributionState(tx as unknown as postgres.Sql)
      expect(after.foreignKeys).toEqual(before.foreignKeys)
      // Each event of each trigger, whether one trigger has them or two.
      expect(eventsOf(after.triggers)).toEqual(
        eventsOf(before.triggers.filter(({ name }) => !/^stripe_owners_of_/.test(name))),
      )
      const both = after.triggers.filter(({ definition }) => /TRUNCATE OR|OR TRUNCATE/.test(definition))
      expect(both.filter(({ table }) => DISTRIBUTED.has(table))).toEqual([])
      expect(after.globalKeys).toEqual([])
      expect(after.removed).toEqual([])
    })
    expect(await readDistributionState(sql)).toEqual(before)
  })
})

describe('R53: the guards of shards', () => {
  /** The functions, with Citus’s own replaced: the shard of each workspace is number 102008. */
  const install = async (tx: postgres.TransactionSql) => {
    await tx.unsafe(
      'create or replace function get_shard_id_for_distribution_column(regclass, int) returns bigint language sql as $$select 102008::bigint$$',
    )
    for (const guard of SHARD_GUARDS) await tx.unsafe(guard)
    for (const table of [
      'credit_entries',
      'credit_holds',
      'members',
      'former_members',
      'audit_events',
      'workspaces',
    ])
      await tx.unsafe(`create table ${table}_102008 (like ${table} including defaults including indexes)`)
    const triggers = await tx<{ definition: string }[]>`
      select pg_get_triggerdef(t.oid) as definition from pg_trigger t
      where not tgisinternal and tgrelid::regclass::text in ('credit_entries', 'credit_holds', 'members', 'audit_events')`
    for (const { definition } of triggers)
      await tx.unsafe(definition.replace(/ ON (public\.)?(\w+)/, ' ON $1$2_102008'))
  }
  const entry = (seq: number, amount: number, balance: number, kind = 1) => `
    insert into credit_entries_102008 (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
      actor_id, action, units, rate_version, subject_kind, subject_id)
    values (7, ${seq}, now(), ${kind}, ${amount}, 0, ${balance}, gen_random_uuid(), 0, 0, 1, 1, 1, 0, gen_random_uuid())`
  const hold = (seq: number, captured: number) => `
    insert into credit_holds_102008 (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start, actor_id,
      action, units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq)
    values (7, gen_random_uuid(), 0, 1, 10, 0, ${captured}, now(), 0, 1, 1, 1, 0, gen_random_uuid(), now(), now(), now(), ${seq})`

  /** The error of the last statement, after the others. */
  async function refusal(...statements: string[]): Promise<string | null> {
    let message: string | null = null
    await undone(async (tx) => {
      await install(tx)
      for (const statement of statements.slice(0, -1)) await tx.unsafe(statement)
      message = await tx
        .savepoint((point) => point.unsafe(statements.at(-1) ?? ''))
        .then(
          () => null,
          (error: Error) => error.message,
        )
    })
    return message
  }

  onOneServer('R10: the chain of a shard’s own entries', () => {
    it.each<[string, string[], RegExp | null]>([
      ['accepts entries that follow', [entry(1, 100, 100, 3), entry(2, -10, 90)], null],
      ['refuses a wrong balance', [entry(1, 100, 100, 3), entry(2, -10, 95)], /does not follow/],
      ['refuses a gap', [entry(1, 100, 100, 3), entry(3, -10, 90)], /does not follow/],
      ['refuses a first entry with another balance', [entry(1, 100, 50, 3)], /does not follow/],
      [
        'refuses changes',
        [entry(1, 100, 100, 3), 'update credit_entries_102008 set units = 2'],
        /append-only/,
      ],
    ])('%s', async (_, statements, expected) => {
      const message = await refusal(...statements)
      if (expected) expect(message).toMatch(expected)
      else expect(message).toBeNull()
    })
  })

  onOneServer('R13: a captured hold', () => {
    it('is accepted with its entry, and refused without one or with another amount', async () => {
      const entries = [entry(1, 100, 100, 3), entry(2, -8, 92, 2)]
      expect(await refusal(...entries, hold(2, 8))).toBeNull()
      expect(await refusal(...entries, hold(2, 7))).toMatch(/entry of its amount/)
      expect(await refusal(...entries, hold(3, 8))).toMatch(/entry of its amount/)
    })
  })

  onOneServer('R36, R45: former members and the audit log', () => {
    it('remember who left, and refuse to delete recent events of a workspace that is not deleted', async () => {
      await undone(async (tx) => {
        await install(tx)
        await tx`insert into members_102008 (workspace_id, user_id, role) values (7, 3, 'admin')`
        await tx`delete from members_102008`
        expect(await tx`select workspace_id, user_id from former_members_102008`).toEqual([
          { workspace_id: 7, user_id: 3 },
        ])
      })
      const event = (age: string) =>
        `insert into audit_events_102008 (workspace_id, at, verb) values (7, market_now() - interval '${age}', 'x')`
      const allowed = "set local app.retention = 'on'"
      expect(await refusal(event('8 years'), allowed, 'delete from audit_events_102008')).toBeNull()
      expect(await refusal(event('1 year'), allowed, 'delete from audit_events_102008')).toMatch(
        /seven years/,
      )
      const deleted = `insert into workspaces_102008 (id, name, deleted_at) values (7, 'A', market_now() - interval '31 days')`
      expect(await refusal(deleted, event('1 year'), allowed, 'delete from audit_events_102008')).toBeNull()
    })
  })
})

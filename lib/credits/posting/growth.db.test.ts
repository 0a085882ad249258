import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect } from '@/db/client'
import { onCitus } from '@/db/testing'
import { applyCommands } from '../decide/apply-commands.ts'
import { charge, hold, makeWorkspace } from '../testing.ts'
import { connectOnce } from './connection.ts'
import { load } from './load.ts'
import { write } from './write.ts'

/**
 * A connection lives long and keeps its prepared plans. Plans made while the tables were empty must not scan the tables
 * once they have grown, because nothing analyzes them in between.
 */
const GROWN = 100_000
const sql = connectOnce()
const other = connect({ max: 1 })
let workspaceId = 0

beforeAll(async () => {
  workspaceId = (await makeWorkspace({ allowance: 1_000 })).workspaceId
})
afterAll(async () => {
  await Promise.all([sql.end({ timeout: 5 }), other.end({ timeout: 5 }), disconnect()])
})

async function postOnce(sharded: boolean): Promise<void> {
  const commands = [charge(1), hold(1)]
  const { at, byWorkspace } = await load(sql, [{ workspaceId, commands }], sharded)
  const loaded = byWorkspace.get(workspaceId)
  if (!loaded) throw new Error('the workspace has an account')
  await write(sql, [applyCommands(loaded, commands, at)], sharded)
}

async function grow(tx: postgres.TransactionSql): Promise<void> {
  // Neither the chain nor the indexes are tested here, so skip the triggers while inserting.
  await tx`set local session_replication_role = replica`
  await tx`
    insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash, actor_id,
      action, units, rate_version, subject_kind, subject_id)
    select workspace_id, seq + n, now(), 1, 0, 0, allowance_left + held, gen_random_uuid(), 0, 0, 1, 1, 1, 0,
      gen_random_uuid()
    from credit_accounts, generate_series(1, ${GROWN}::int) n where workspace_id = ${workspaceId}`
  await tx`
    insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, cycle_start, actor_id, action, units,
      rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at)
    select ${workspaceId}, gen_random_uuid(), 0, 2, 1, 0, now(), 0, 1, 1, 1, 0, gen_random_uuid(), now(), now(), now()
    from generate_series(1, ${GROWN}::int)`
  await tx`update credit_accounts set seq = seq + ${GROWN} where workspace_id = ${workspaceId}`
}

type Reads = { scans: number; rows: number }
/** Scans of whole tables, and rows that were read from indexes. */
async function reads(): Promise<Reads> {
  await sql.unsafe('select pg_stat_force_next_flush()').simple()
  const [row] = await other<Reads[]>`
    select (select sum(seq_scan)::int from pg_stat_user_tables
        where relname in ('credit_entries', 'credit_holds', 'credit_usage')) as scans,
      (select sum(idx_tup_read)::int from pg_stat_user_indexes
        where relname in ('credit_entries', 'credit_holds')) as rows`
  return row ?? { scans: 0, rows: 0 }
}

describe.skipIf(onCitus('plans and scans are those of the shards'))(
  'query plans prepared while the tables were empty',
  () => {
    it('still use the indexes for keys, holds and previous entries after the tables have grown', async () => {
      // The worst case: PostgreSQL may keep such a plan permanently after five executions.
      await sql.unsafe('set plan_cache_mode = force_generic_plan').simple()
      // R53: also those for one workspace at a time.
      for (let i = 0; i < 20; i += 1) await postOnce(i % 2 === 0)
      const cached = await sql.unsafe<{ plans: number }[]>(
        `select generic_plans::int as plans from pg_prepared_statements
       where statement like '%as k(w, key)%' or statement like '%as k(key)%'`,
      )
      expect(cached.map(({ plans }) => plans > 0)).toEqual([true, true])
      await other.begin(grow)
      const before = await reads()
      for (let i = 0; i < 10; i += 1) await postOnce(i % 2 === 0)
      const after = await reads()
      expect(after.scans).toBe(before.scans)
      // A workspace's part of an index is not read as a whole either.
      expect(after.rows - before.rows).toBeLessThan(GROWN / 10)
    })
  },
)

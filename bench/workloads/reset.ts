import type postgres from 'postgres'
import { post } from '@/lib/credits/post'
import { accepted, charge } from '@/lib/credits/testing'
import { differences, openUntouched, PLENTY } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { interleave, median, ratio } from '../harness.ts'

const WATCH_MS = 2_000
const TOUCHED_A_ROUND = 2_000
const CALLERS = 256

/** A cycle ends for a million idle workspaces at the same time: nothing is written until one is touched. */
export async function reset({ sql, report, size }: Bench): Promise<void> {
  report.log(`reset: ${size.idleWorkspaces.toLocaleString('en-US')} idle workspaces`)
  const ids = await openUntouched(sql, size.idleWorkspaces)
  await grantFirstCycle(sql, ids[0] ?? 0)
  await sql`vacuum analyze credit_accounts, credit_entries`
  await sql`insert into time_machine (offset_seconds) values (${32 * 86_400})
    on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`

  const before = await rowsWritten(sql)
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
  report.add(
    'reset of idle workspaces: rows written before a touch',
    (await rowsWritten(sql)) - before,
    'rows',
    {
      atMost: 0,
    },
  )

  let next = 0
  let plainIds = ids.slice(0, TOUCHED_A_ROUND)
  const { touched, plain } = await interleave(size.rounds, {
    touched: () => {
      plainIds = ids.slice(next, next + TOUCHED_A_ROUND)
      next += TOUCHED_A_ROUND
      return perSecond(plainIds, (id) => post(id, { type: 'touch' }))
    },
    // Half of the rounds charge first: those workspaces were touched in the previous round.
    plain: () => perSecond(plainIds, (id) => post(id, charge(1))),
  })
  report.add('cost of a touch that resets, compared with a charge', ratio(plain, touched), 'x', { atMost: 2 })
  report.add('resets by touch, 256 callers', median(touched), 'per second')
  for (const difference of await differences(sql)) report.check(false, difference)
  await sql`update time_machine set offset_seconds = 0`
}

/** The first allowance of every account, in one statement instead of a million commands. */
async function grantFirstCycle(sql: postgres.Sql, firstId: number): Promise<void> {
  await sql`
    with granted as (
      update credit_accounts set seq = 1, allowance_left = ${PLENTY}, granted = ${PLENTY}, cycle_allowance = ${PLENTY}, cycle_start = anchor_at,
        cycle_end = anchor_at + interval '1 month'
      where workspace_id >= ${firstId} returning workspace_id, cycle_start, cycle_end
    ), cycles as (
      insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
      select workspace_id, 1, cycle_start, cycle_end, 0, 0 from granted
    )
    insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
      actor_id, action, units, rate_version, subject_kind, subject_id)
    select workspace_id, 1, cycle_start, 3, ${PLENTY}, 0, ${PLENTY}, gen_random_uuid(), 0, 0, 0, 0, 0, 0,
      '00000000-0000-0000-0000-000000000000'
    from granted`
}

async function perSecond(ids: readonly number[], ask: (id: number) => Promise<unknown>): Promise<number> {
  const left = [...ids]
  const startedAt = performance.now()
  const caller = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      accepted((await ask(id)) as Parameters<typeof accepted>[0])
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return (ids.length * 1000) / (performance.now() - startedAt)
}

async function rowsWritten(sql: postgres.Sql): Promise<number> {
  await sql`select pg_stat_force_next_flush()`
  const [row] = await sql<{ rows: number }[]>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 as rows from pg_stat_user_tables`
  return row?.rows ?? 0
}

import type postgres from 'postgres'
import { post } from '@/lib/credits/post'

/** Enough that no charge of the benchmark is refused. */
export const PLENTY = 2_000_000_000

export const BENCH_AGENCY = 'Bench agency'

/** Creates workspaces with an account each, in the first cycle, with the allowance granted by the ledger itself. */
export async function openAccounts(sql: postgres.Sql, count: number): Promise<number[]> {
  const ids = await openUntouched(sql, count)
  await Promise.all(ids.map((id) => post(id, { type: 'touch' })))
  return ids
}

/** The state that `openCreditAccount` leaves, for many workspaces: the first command grants the allowance. */
export async function openUntouched(sql: postgres.Sql, count: number): Promise<number[]> {
  const [before] = await sql<{ id: number }[]>`select coalesce(max(id), 0)::int as id from workspaces`
  // Two statements: Citus can't use the rows of one as the other's (R53).
  await sql`insert into workspaces (name) select ${BENCH_AGENCY} from generate_series(1, ${count}::int)`
  await sql`
    insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance)
    select w.id, t - interval '1 hour' - interval '1 ms', t - interval '1 hour' - interval '2 ms',
      t - interval '1 hour' - interval '1 ms', ${PLENTY}::int
    from workspaces w, date_trunc('milliseconds', now()) as t where w.id > ${before?.id ?? 0}`
  const rows = await sql<{ id: number }[]>`
    select workspace_id as id from credit_accounts where workspace_id > ${before?.id ?? 0} order by 1`
  return rows.map((row) => row.id)
}

/** Reports every way in which a balance, the numbering or the rollup disagrees with the entries. */
export async function differences(
  sql: postgres.Sql,
  schema: 'public' | 'naive' = 'public',
): Promise<string[]> {
  const table = (name: string) => sql(`${schema}.${name}`)
  const [row] = await sql<{ accounts: number; usage: number }[]>`
    select
      (select count(*)::int from ${table('credit_accounts')} a left join (
          select workspace_id, count(*) as entries, max(seq) as last, sum(amount) as total
          from ${table('credit_entries')} group by 1) e using (workspace_id)
        where a.allowance_left + a.extra_left + a.held + a.frozen <> coalesce(e.total, 0)
          or a.seq <> coalesce(e.entries, 0) or a.seq <> coalesce(e.last, 0)) as accounts,
      (select count(*)::int from
          (select workspace_id, -sum(amount) as spent, count(*) as times from ${table('credit_entries')}
            where kind in (1, 2) group by 1) e
          full join (select workspace_id, sum(credits) as spent, sum(times) as times
            from ${table('credit_usage')} group by 1) u using (workspace_id)
        where e.spent is distinct from u.spent or e.times is distinct from u.times) as usage`
  const found: string[] = []
  if (row?.accounts) found.push(`${row.accounts} balances (${schema}) differ from their entries`)
  if (row?.usage) found.push(`the usage of ${row.usage} workspaces (${schema}) differs from their entries`)
  return found
}

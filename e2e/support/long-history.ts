import { type Agency, withDatabase } from './agency'

/** Cost of each action in the generated history, by action id. */
const COSTS = [20, 20, 10, 5, 5, 20, 3]
/** Total cost of seven entries, one of each action. */
export const COST_OF_SEVEN = COSTS.reduce((sum, credits) => sum + credits, 0)

/**
 * Adds a history to an agency that only has its allowance: charges over the last six days, every third by the member, spread over
 * the actions, with the matching rollup. The ledger's triggers are off for these statements, which are consistent by
 * construction.
 */
export async function giveHistory({ workspaceId, userId }: Agency, entries: number): Promise<void> {
  await withDatabase((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`
        insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
          actor_id, action, units, rate_version, subject_kind, subject_id)
        select ${workspaceId}, a.seq + n, date_trunc('milliseconds', now() - interval '6 days' * (1 - n / ${entries}::float8)),
          1, -c.cost, 0, a.allowance_left - sum(c.cost) over (order by n), gen_random_uuid(), 0, case when n % 3 = 0 then ${userId}::int else 0 end,
          1 + n % 7, 1, 1, 1, gen_random_uuid()
        from generate_series(1, ${entries}::int) as n
          cross join lateral (select (${COSTS}::int[])[1 + n % 7] as cost) c, credit_accounts a
        where a.workspace_id = ${workspaceId}`
      await tx`
        insert into credit_usage (workspace_id, cycle_start, day, action, actor_id, credits, times, units, first_seq, last_seq)
        select e.workspace_id, a.cycle_start, (e.at at time zone a.time_zone)::date, e.action, e.actor_id, -sum(e.amount),
          count(*), sum(e.units), min(e.seq), max(e.seq)
        from credit_entries e join credit_accounts a using (workspace_id)
        where e.workspace_id = ${workspaceId} and e.kind = 1 group by 1, 2, 3, 4, 5`
      await tx`
        update credit_accounts set seq = seq + ${entries}, allowance_left = allowance_left - (
          select sum(credits) from credit_usage where workspace_id = ${workspaceId})
        where workspace_id = ${workspaceId}`
    }),
  )
}

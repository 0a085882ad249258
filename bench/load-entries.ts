import type postgres from 'postgres'
import { entryKinds } from '@/lib/credits/model'
import { PLENTY } from './accounts.ts'

const CHUNK = 1_000_000
const MEMBERS = 5
const ACTIONS = 7

/**
 * Inserts a long history for a workspace that only has its allowance: charges of one credit, spread over the past
 * month, members and actions, with their rollup. Guards are off for these statements only (`session_replication_role`),
 * because they would check what is correct by construction.
 */
export async function loadEntries(sql: postgres.Sql, workspaceId: number, entries: number): Promise<void> {
  for (let from = 1; from < entries; from += CHUNK) {
    const to = Math.min(from + CHUNK, entries)
    await sql.begin((tx) => insertChunk(tx, workspaceId, from, to, entries))
  }
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into credit_usage (workspace_id, cycle_start, day, action, actor_id, credits, times, units, first_seq,
        last_seq)
      select e.workspace_id, a.cycle_start, e.at::date, e.action, e.actor_id, -sum(e.amount), count(*), sum(e.units),
        min(e.seq), max(e.seq)
      from credit_entries e join credit_accounts a using (workspace_id)
      where e.workspace_id = ${workspaceId} and e.kind = ${entryKinds.charge} group by 1, 2, 3, 4, 5`
    await tx`
      update credit_accounts set seq = ${entries}, allowance_left = ${PLENTY - entries + 1}
      where workspace_id = ${workspaceId}`
  })
}

async function insertChunk(
  tx: postgres.TransactionSql,
  workspaceId: number,
  from: number,
  to: number,
  entries: number,
): Promise<void> {
  await tx`set local session_replication_role = replica`
  await tx`
    insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
      actor_id, action, units, rate_version, subject_kind, subject_id)
    select ${workspaceId}, n + 1, date_trunc('milliseconds', now() - interval '30 days' * (1 - n / ${entries}::float8)),
      ${entryKinds.charge}, -1, 0, ${PLENTY} - n, gen_random_uuid(), 0, 1 + n % ${MEMBERS}, 1 + n % ${ACTIONS}, 1, 1,
      1, gen_random_uuid()
    from generate_series(${from}::int, ${to - 1}::int) as n`
}

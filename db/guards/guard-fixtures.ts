import type postgres from 'postgres'

export type GuardFixtures = { workspaceId: number; capturedHold: string; openHold: string; subject: string }

export const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * A small ledger, inserted by hand so that the guards are tested without the code they back up: entries 1 allowance
 * 100, 2 charge 10, 3 capture 6, 4 pack 50 with a reason; a captured and an open hold; one lot.
 */
export async function insertGuardFixtures(sql: postgres.Sql): Promise<GuardFixtures> {
  const [workspace] = await sql<
    { id: number }[]
  >`insert into workspaces (name) values ('Guarded') returning id`
  const workspaceId = workspace?.id ?? 0
  await openAccount(sql, workspaceId)
  await sql`
    insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash, actor_id,
      action, units, rate_version, subject_kind, subject_id)
    select ${workspaceId}, seq, now(), kind, amount, extra, balance, gen_random_uuid(), 0, 0, 1, 1, 1, 0, ${NIL}
    from (values (1, 3, 100, 0, 100), (2, 1, -10, 0, 90), (3, 2, -6, 0, 84), (4, 6, 50, 50, 134))
      as of(seq, kind, amount, extra, balance)`
  await sql`insert into credit_notes (workspace_id, seq, reason) values (${workspaceId}, 4, 'As agreed')`
  await sql`insert into credit_metadata (workspace_id, seq, metadata) values (${workspaceId}, 3, '{"order": "1234"}')`
  const [captured, open] = await sql<{ id: string }[]>`
    insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start, actor_id, action,
      units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq)
    select ${workspaceId}, gen_random_uuid(), 0, state, amount, 0, captured, now(), 0, 1, 1, 1, 0, ${NIL}, now(), now(),
      case when state = 1 then now() end, entry
    from (values (1, 9, 6, 3), (0, 20, 0, 0)) as of(state, amount, captured, entry) returning id`
  const [lot] = await sql<{ subject: string }[]>`
    insert into credit_lots (workspace_id, seq, subject_kind, subject_id, from_credit, to_credit, granted, granted_at)
    values (${workspaceId}, 4, 6, gen_random_uuid(), 0, 50, 50, now()) returning subject_id as subject`
  await sql`
    insert into credit_lot_changes (workspace_id, seq, at, taken_back, frozen)
    values (${workspaceId}, 4, '2026-01-05', 0, 0)`
  await sql`
    insert into credit_usage (workspace_id, cycle_start, day, action, actor_id, credits, times, units, first_seq, last_seq)
    values (${workspaceId}, '2026-01-01', '2026-01-01', 1, 0, 16, 2, 2, 2, 3)`
  await sql`
    insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
    values (${workspaceId}, 1, '2026-01-01', '2026-02-01', 0, 0)`
  return {
    workspaceId,
    capturedHold: captured?.id ?? '',
    openHold: open?.id ?? '',
    subject: lot?.subject ?? '',
  }
}

async function openAccount(sql: postgres.Sql, workspaceId: number): Promise<void> {
  await sql`
    insert into credit_accounts (workspace_id, allowance_left, extra_left, held, seq, anchor_at, cycle_start, cycle_end,
      allowance, cycle_allowance, granted, extra_end)
    values (${workspaceId}, 64, 50, 20, 4, '2026-01-01', '2026-01-01', '2026-02-01', 100, 100, 100, 50)`
}

import type postgres from 'postgres'
import type { Account, BegunCycle, Entry, Hold, Lot, Planned, UsageDelta } from '../model.ts'
import { column, texts, times } from './rows.ts'

type Row<T> = T & { workspaceId: number }
type Statement = { text: string; values: string[] }

/** Writes what the plans of a batch want and commits: everything or nothing, in one round trip. */
export async function write(sql: postgres.Sql, plans: readonly Planned[]): Promise<void> {
  const { spent, changed } = accountsToWrite(plans)
  const statements = [
    spendFromAccounts(spent),
    updateAccounts(changed),
    insertEntries(rows(plans, (plan) => plan.entries)),
    insertNotes(rows(plans, (plan) => plan.entries.filter((entry) => entry.reason !== null))),
    insertCycles(rows(plans, (plan) => plan.cycles)),
    addUsage(rows(plans, (plan) => plan.usage)),
    insertHolds(rows(plans, (plan) => plan.newHolds)),
    updateHolds(rows(plans, (plan) => plan.changedHolds)),
    insertLots(rows(plans, (plan) => plan.newLots)),
    updateLots(rows(plans, (plan) => plan.changedLots)),
  ].filter((statement) => statement !== null)
  await Promise.all([
    ...statements.map(({ text, values }) => sql.unsafe(text, values, { prepare: true })),
    // If a statement fails, this commit is PostgreSQL's rollback, and the failed statement rejects the batch.
    sql.unsafe('commit').simple(),
  ])
}

function rows<T extends object>(plans: readonly Planned[], pick: (plan: Planned) => readonly T[]): Row<T>[] {
  return plans.flatMap((plan) =>
    pick(plan).map((item) => ({ ...item, workspaceId: plan.account.workspaceId })),
  )
}

/** What spending changes of an account. The rest changes with cycles, lots and terms: seldom, and it costs twice as much. */
const changesBySpending = new Set<keyof Account>(['allowanceLeft', 'extraLeft', 'held', 'seq', 'extraUsed'])

/** An account that no command changed is not written: a refusal or a replay leaves no trace. */
function accountsToWrite(plans: readonly Planned[]): { spent: Account[]; changed: Account[] } {
  const spent: Account[] = []
  const changed: Account[] = []
  for (const { before, account } of plans) {
    const fields = (Object.keys(account) as (keyof Account)[]).filter(
      (field) => before[field] !== account[field],
    )
    if (fields.length === 0) continue
    if (fields.every((field) => changesBySpending.has(field))) spent.push(account)
    else changed.push(account)
  }
  return { spent, changed }
}

function spendFromAccounts(accounts: readonly Account[]): Statement | null {
  if (accounts.length === 0) return null
  return {
    text: `update credit_accounts a set allowance_left = n.allowance_left, extra_left = n.extra_left, held = n.held,
        seq = n.seq, extra_used = n.extra_used
      from unnest($1::text::int[], $2::text::int[], $3::text::int[], $4::text::int[], $5::text::int[], $6::text::bigint[])
        as n(workspace_id, allowance_left, extra_left, held, seq, extra_used)
      where a.workspace_id = n.workspace_id`,
    values: [
      column(accounts, (a) => a.workspaceId),
      column(accounts, (a) => a.allowanceLeft),
      column(accounts, (a) => a.extraLeft),
      column(accounts, (a) => a.held),
      column(accounts, (a) => a.seq),
      column(accounts, (a) => a.extraUsed),
    ],
  }
}

function updateAccounts(accounts: readonly Account[]): Statement | null {
  if (accounts.length === 0) return null
  return {
    text: `update credit_accounts a set allowance_left = n.allowance_left, extra_left = n.extra_left, held = n.held,
        frozen = n.frozen, seq = n.seq, anchor_at = n.anchor_at, cycle_start = n.cycle_start, cycle_end = n.cycle_end,
        allowance = n.allowance, granted = n.granted, extra_granted = n.extra_granted, funded_until = n.funded_until,
        spend_until = n.spend_until, extra_end = n.extra_end, extra_used = n.extra_used,
        extra_expired = n.extra_expired, next_lot_expiry = n.next_lot_expiry
      from unnest($1::text::int[], $2::text::int[], $3::text::int[], $4::text::int[], $5::text::int[], $6::text::int[],
        $7::text::timestamptz[], $8::text::timestamptz[], $9::text::timestamptz[], $10::text::int[], $11::text::int[],
        $12::text::int[], $13::text::timestamptz[], $14::text::timestamptz[], $15::text::bigint[], $16::text::bigint[],
        $17::text::bigint[], $18::text::timestamptz[])
        as n(workspace_id, allowance_left, extra_left, held, frozen, seq, anchor_at, cycle_start, cycle_end, allowance,
          granted, extra_granted, funded_until, spend_until, extra_end, extra_used, extra_expired, next_lot_expiry)
      where a.workspace_id = n.workspace_id`,
    values: [
      column(accounts, (a) => a.workspaceId),
      column(accounts, (a) => a.allowanceLeft),
      column(accounts, (a) => a.extraLeft),
      column(accounts, (a) => a.held),
      column(accounts, (a) => a.frozen),
      column(accounts, (a) => a.seq),
      times(accounts, (a) => a.anchorAt),
      times(accounts, (a) => a.cycleStart),
      times(accounts, (a) => a.cycleEnd),
      column(accounts, (a) => a.allowance),
      column(accounts, (a) => a.granted),
      column(accounts, (a) => a.extraGranted),
      times(accounts, (a) => a.fundedUntil),
      times(accounts, (a) => a.spendUntil),
      column(accounts, (a) => a.extraEnd),
      column(accounts, (a) => a.extraUsed),
      column(accounts, (a) => a.extraExpired),
      times(accounts, (a) => a.nextLotExpiry),
    ],
  }
}

function insertEntries(entries: readonly Row<Entry>[]): Statement | null {
  if (entries.length === 0) return null
  return {
    text: `insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
        actor_id, action, units, rate_version, subject_kind, subject_id)
      select * from unnest($1::text::int[], $2::text::int[], $3::text::timestamptz[], $4::text::smallint[],
        $5::text::int[], $6::text::int[], $7::text::int[], $8::text::uuid[], $9::text::bigint[], $10::text::int[],
        $11::text::smallint[], $12::text::int[], $13::text::int[], $14::text::smallint[], $15::text::uuid[])`,
    values: [
      column(entries, (e) => e.workspaceId),
      column(entries, (e) => e.seq),
      times(entries, (e) => e.at),
      column(entries, (e) => e.kind),
      column(entries, (e) => e.amount),
      column(entries, (e) => e.extraAmount),
      column(entries, (e) => e.balanceAfter),
      column(entries, (e) => e.key),
      column(entries, (e) => e.inputHash),
      column(entries, (e) => e.actorId),
      column(entries, (e) => e.action),
      column(entries, (e) => e.units),
      column(entries, (e) => e.rateVersion),
      column(entries, (e) => e.subjectKind),
      column(entries, (e) => e.subjectId),
    ],
  }
}

function insertNotes(entries: readonly Row<Entry>[]): Statement | null {
  if (entries.length === 0) return null
  return {
    text: `insert into credit_notes (workspace_id, seq, reason)
      select * from unnest($1::text::int[], $2::text::int[], $3::text[])`,
    values: [
      column(entries, (e) => e.workspaceId),
      column(entries, (e) => e.seq),
      texts(entries.map((e) => e.reason ?? '')),
    ],
  }
}

function insertCycles(cycles: readonly Row<BegunCycle>[]): Statement | null {
  if (cycles.length === 0) return null
  return {
    // A cycle that passed without an entry is replaced by the next: then a number belongs to exactly one cycle.
    text: `insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
      select * from unnest($1::text::int[], $2::text::int[], $3::text::timestamptz[], $4::text::timestamptz[],
        $5::text::int[], $6::text::int[])
      on conflict (workspace_id, first_seq) do update set cycle_start = excluded.cycle_start,
        cycle_end = excluded.cycle_end, extra_left = excluded.extra_left, frozen = excluded.frozen`,
    values: [
      column(cycles, (c) => c.workspaceId),
      column(cycles, (c) => c.firstSeq),
      times(cycles, (c) => c.start),
      times(cycles, (c) => c.end),
      column(cycles, (c) => c.extraLeft),
      column(cycles, (c) => c.frozen),
    ],
  }
}

function addUsage(deltas: readonly Row<UsageDelta>[]): Statement | null {
  if (deltas.length === 0) return null
  return {
    // One upsert may not touch a row twice, so the deltas of a batch are summed first.
    text: `insert into credit_usage as u (workspace_id, cycle_start, day, action, actor_id, credits, times, units,
        first_seq, last_seq)
      select workspace_id, cycle_start, day, action, actor_id, sum(credits), sum(times), sum(units), min(first_seq),
        max(last_seq)
      from unnest($1::text::int[], $2::text::timestamptz[], $3::text::date[], $4::text::smallint[], $5::text::int[],
        $6::text::int[], $7::text::int[], $8::text::int[], $9::text::int[], $10::text::int[])
        as d(workspace_id, cycle_start, day, action, actor_id, credits, times, units, first_seq, last_seq)
      group by 1, 2, 3, 4, 5
      on conflict (workspace_id, cycle_start, day, action, actor_id) do update
        set credits = u.credits + excluded.credits, times = u.times + excluded.times, units = u.units + excluded.units,
          last_seq = excluded.last_seq`,
    values: [
      column(deltas, (d) => d.workspaceId),
      times(deltas, (d) => d.cycleStart),
      column(deltas, (d) => d.day),
      column(deltas, (d) => d.action),
      column(deltas, (d) => d.actorId),
      column(deltas, (d) => d.credits),
      column(deltas, (d) => d.times),
      column(deltas, (d) => d.units),
      column(deltas, (d) => d.firstSeq),
      column(deltas, (d) => d.lastSeq),
    ],
  }
}

function insertHolds(holds: readonly Row<Hold>[]): Statement | null {
  if (holds.length === 0) return null
  return {
    text: `insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start,
        actor_id, action, units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq)
      select * from unnest($1::text::int[], $2::text::uuid[], $3::text::bigint[], $4::text::smallint[], $5::text::int[],
        $6::text::int[], $7::text::int[], $8::text::timestamptz[], $9::text::int[], $10::text::smallint[],
        $11::text::int[], $12::text::int[], $13::text::smallint[], $14::text::uuid[], $15::text::timestamptz[],
        $16::text::timestamptz[], $17::text::timestamptz[], $18::text::int[])`,
    values: [
      column(holds, (h) => h.workspaceId),
      column(holds, (h) => h.id),
      column(holds, (h) => h.inputHash),
      column(holds, (h) => h.state),
      column(holds, (h) => h.amount),
      column(holds, (h) => h.fromExtra),
      column(holds, (h) => h.captured),
      times(holds, (h) => h.cycleStart),
      column(holds, (h) => h.actorId),
      column(holds, (h) => h.action),
      column(holds, (h) => h.units),
      column(holds, (h) => h.rateVersion),
      column(holds, (h) => h.subjectKind),
      column(holds, (h) => h.subjectId),
      times(holds, (h) => h.openedAt),
      times(holds, (h) => h.leaseUntil),
      times(holds, (h) => h.settledAt),
      column(holds, (h) => h.entrySeq),
    ],
  }
}

function updateHolds(holds: readonly Row<Hold>[]): Statement | null {
  if (holds.length === 0) return null
  return {
    text: `update credit_holds h set state = n.state, captured = n.captured, lease_until = n.lease_until,
        settled_at = n.settled_at, entry_seq = n.entry_seq
      from unnest($1::text::int[], $2::text::uuid[], $3::text::smallint[], $4::text::int[], $5::text::timestamptz[],
        $6::text::timestamptz[], $7::text::int[]) as n(workspace_id, id, state, captured, lease_until, settled_at, entry_seq)
      where h.workspace_id = n.workspace_id and h.id = n.id`,
    values: [
      column(holds, (h) => h.workspaceId),
      column(holds, (h) => h.id),
      column(holds, (h) => h.state),
      column(holds, (h) => h.captured),
      times(holds, (h) => h.leaseUntil),
      times(holds, (h) => h.settledAt),
      column(holds, (h) => h.entrySeq),
    ],
  }
}

function insertLots(lots: readonly Row<Lot>[]): Statement | null {
  if (lots.length === 0) return null
  return {
    text: `insert into credit_lots (workspace_id, seq, subject_kind, subject_id, from_credit, to_credit, granted,
        taken_back, frozen, shortfall, expires_at, granted_at)
      select * from unnest($1::text::int[], $2::text::int[], $3::text::smallint[], $4::text::uuid[], $5::text::bigint[],
        $6::text::bigint[], $7::text::int[], $8::text::int[], $9::text::int[], $10::text::int[],
        $11::text::timestamptz[], $12::text::timestamptz[])`,
    values: [
      column(lots, (l) => l.workspaceId),
      column(lots, (l) => l.seq),
      column(lots, (l) => l.subjectKind),
      column(lots, (l) => l.subjectId),
      column(lots, (l) => l.fromCredit),
      column(lots, (l) => l.toCredit),
      column(lots, (l) => l.granted),
      column(lots, (l) => l.takenBack),
      column(lots, (l) => l.frozen),
      column(lots, (l) => l.shortfall),
      times(lots, (l) => l.expiresAt),
      times(lots, (l) => l.grantedAt),
    ],
  }
}

function updateLots(lots: readonly Row<Lot>[]): Statement | null {
  if (lots.length === 0) return null
  return {
    text: `update credit_lots l set from_credit = n.from_credit, to_credit = n.to_credit, taken_back = n.taken_back,
        frozen = n.frozen, shortfall = n.shortfall, expires_at = n.expires_at
      from unnest($1::text::int[], $2::text::int[], $3::text::bigint[], $4::text::bigint[], $5::text::int[],
        $6::text::int[], $7::text::int[], $8::text::timestamptz[])
        as n(workspace_id, seq, from_credit, to_credit, taken_back, frozen, shortfall, expires_at)
      where l.workspace_id = n.workspace_id and l.seq = n.seq`,
    values: [
      column(lots, (l) => l.workspaceId),
      column(lots, (l) => l.seq),
      column(lots, (l) => l.fromCredit),
      column(lots, (l) => l.toCredit),
      column(lots, (l) => l.takenBack),
      column(lots, (l) => l.frozen),
      column(lots, (l) => l.shortfall),
      times(lots, (l) => l.expiresAt),
    ],
  }
}

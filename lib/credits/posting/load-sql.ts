import { accountColumns, holdColumns, lotColumns, ms } from './rows.ts'

/** Statements that read what a batch of commands needs. */
type LoadSql = {
  begin: string
  lockAccounts: string
  probeKeys: string
  probeHolds: string
  loadLots: string
}

/** A statement after the lock was acquired. `now()` would be the start of the transaction. */
export const readClock = `select ${ms('market_now()')} as at`

const keyColumns = `e.key::text as key, e.input_hash::text as "inputHash", e.seq, e.amount,
    e.balance_after as "balanceAfter"`

/** For any number of workspaces. Their ids are the first parameter of each, one for each probe. */
export const ofManyWorkspaces: LoadSql = {
  // Each statement is planned once per connection. PostgreSQL would plan some of them with every batch, because it compares a
  // plan for one workspace with one for an unknown number of them. All of them find their rows by an index, so a plan made
  // while a table was empty must not scan it.
  begin: 'begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off',

  lockAccounts: `select ${accountColumns} from credit_accounts a
    where a.workspace_id = any($1::text::int[]) order by a.workspace_id for update`,

  // LATERAL with LIMIT forces one index probe per key. Otherwise a plan cached while the table was empty would scan it
  // after it has grown. The clock comes with it, in a row of its own if no key is known: one statement less per batch.
  probeKeys: `select ${ms('c.at')} as at, e.* from (select market_now() as at) c left join (
    select k.w as "workspaceId", ${keyColumns}
    from unnest($1::text::int[], $2::text::uuid[]) as k(w, key)
    cross join lateral (select * from credit_entries e where e.workspace_id = k.w and e.key = k.key limit 1) e) e on true`,

  probeHolds: `select ${holdColumns} from unnest($1::text::int[], $2::text::uuid[]) as k(w, id)
    cross join lateral (select * from credit_holds h where h.workspace_id = k.w and h.id = k.id limit 1) h`,

  // Credits that holds may return count toward the lots ahead of a new one, including holds of this batch. Otherwise the
  // result would depend on how commands are batched.
  loadLots: `select ${lotColumns} from unnest($1::text::int[], $2::text::int[]) as k(w, to_hold)
    join credit_accounts a on a.workspace_id = k.w
    cross join lateral (select * from credit_lots l where l.workspace_id = k.w
      and (l.to_credit > a.extra_used - a.held - k.to_hold or l.frozen > 0)) l
    union
    select ${lotColumns} from unnest($3::text::int[], $4::text::smallint[], $5::text::uuid[]) as s(w, kind, id)
    join credit_lots n on n.workspace_id = s.w and n.subject_kind = s.kind and n.subject_id = s.id
    join credit_lots l on l.workspace_id = n.workspace_id
      and (l.seq = n.seq or (n.frozen + n.taken_back > 0 and l.from_credit >= n.to_credit))
    order by "workspaceId", "fromCredit", seq`,
}

/**
 * The same for one workspace, in the form that Citus routes to its shard (R53): each table is compared with the id
 * itself, not with a list or another table.
 */
export const ofOneWorkspace: LoadSql = {
  // Citus plans for a shard, so it plans as it likes.
  begin: 'begin',

  lockAccounts: `select ${accountColumns} from credit_accounts a where a.workspace_id = $1::int for update`,

  // One index probe per key here, too: with `key = any(…)`, a shard that was never analyzed reads the whole workspace.
  probeKeys: `select e.workspace_id as "workspaceId", ${keyColumns}
    from unnest($2::text::uuid[]) as k(key)
    cross join lateral (select * from credit_entries e where e.workspace_id = $1::int and e.key = k.key limit 1) e`,

  probeHolds: `select ${holdColumns} from unnest($2::text::uuid[]) as k(id)
    cross join lateral (select * from credit_holds h where h.workspace_id = $1::int and h.id = k.id limit 1) h`,

  loadLots: `select ${lotColumns} from credit_lots l join credit_accounts a on a.workspace_id = l.workspace_id
    where l.workspace_id = $1::int and a.workspace_id = $1::int
      and (l.to_credit > a.extra_used - a.held - $2::int or l.frozen > 0)
    union
    select ${lotColumns} from credit_lots n
    join unnest($3::text::smallint[], $4::text::uuid[]) as s(kind, id)
      on n.subject_kind = s.kind and n.subject_id = s.id
    join credit_lots l on l.workspace_id = n.workspace_id
      and (l.seq = n.seq or (n.frozen + n.taken_back > 0 and l.from_credit >= n.to_credit))
    where n.workspace_id = $1::int and l.workspace_id = $1::int
    order by "workspaceId", "fromCredit", seq`,
}

import type postgres from 'postgres'
import type { Command, ExistingEntry, Loaded } from '../model.ts'
import {
  type AccountRow,
  accountColumns,
  array,
  type HoldRow,
  holdColumns,
  type LotRow,
  lotColumns,
  ms,
} from './rows.ts'

export type WorkspaceCommands = { workspaceId: number; commands: Command[] }
export type LoadedBatch = { at: number; byWorkspace: Map<number, Loaded> }

const lockAccounts = `select ${accountColumns} from credit_accounts a
  where a.workspace_id = any($1::text::int[]) order by a.workspace_id for update`

// LATERAL with LIMIT forces one index probe per key. Otherwise a plan cached while the table was empty would scan it
// after it has grown.
const probeKeys = `select k.w as "workspaceId", e.key::text as key, e.input_hash::text as "inputHash", e.seq, e.amount,
    e.balance_after as "balanceAfter"
  from unnest($1::text::int[], $2::text::uuid[]) as k(w, key)
  cross join lateral (select * from credit_entries e where e.workspace_id = k.w and e.key = k.key limit 1) e`

const probeHolds = `select ${holdColumns} from unnest($1::text::int[], $2::text::uuid[]) as k(w, id)
  cross join lateral (select * from credit_holds h where h.workspace_id = k.w and h.id = k.id limit 1) h`

// Credits that holds may return count toward the lots ahead of a new one, including holds of this batch. Otherwise the
// result would depend on how commands are batched.
const loadLots = `select ${lotColumns} from unnest($1::text::int[], $2::text::int[]) as k(w, to_hold)
  join credit_accounts a on a.workspace_id = k.w
  cross join lateral (select * from credit_lots l where l.workspace_id = k.w
    and (l.to_credit > a.extra_used - a.held - k.to_hold or l.frozen > 0)) l
  union
  select ${lotColumns} from unnest($3::text::int[], $4::text::smallint[], $5::text::uuid[]) as s(w, kind, id)
  join credit_lots n on n.workspace_id = s.w and n.subject_kind = s.kind and n.subject_id = s.id
  join credit_lots l on l.workspace_id = n.workspace_id
    and (l.seq = n.seq or (n.frozen + n.taken_back > 0 and l.from_credit >= n.to_credit))
  order by "workspaceId", "fromCredit", seq`

const keyed = new Set<Command['type']>(['charge', 'grant', 'restart', 'deduct'])
const aboutLots = new Set<Command['type']>(['grant', 'settle-lot'])

/**
 * Opens the transaction, locks the balance rows in order of their ids (so that two batches never deadlock) and reads
 * what the commands need. One round trip; a second one only if lots matter.
 */
export async function load(sql: postgres.Sql, groups: readonly WorkspaceCommands[]): Promise<LoadedBatch> {
  const workspaceIds = groups.map((group) => group.workspaceId)
  const keys = collect(groups, (command) =>
    keyed.has(command.type) && 'key' in command ? command.key : null,
  )
  const holds = collect(groups, (command) =>
    command.type === 'hold' ? command.key : 'holdId' in command ? command.holdId : null,
  )
  const [, accounts, entries, held, [clock]] = await Promise.all([
    sql.unsafe('begin').simple(),
    sql.unsafe<AccountRow[]>(lockAccounts, [array(workspaceIds)], { prepare: true }),
    keys.ids.length > 0 ? probe<ExistingEntry & Probed>(sql, probeKeys, keys) : [],
    holds.ids.length > 0 ? probe<HoldRow>(sql, probeHolds, holds) : [],
    // Read after acquiring the lock: `now()` would be the start of the transaction.
    sql.unsafe<{ at: number }[]>(`select ${ms('market_now()')} as at`, [], {
      prepare: true,
    }),
  ])
  const at = clock?.at ?? Date.now()
  const byWorkspace = new Map<number, Loaded>()
  for (const account of accounts)
    byWorkspace.set(account.workspaceId, { account, lots: [], holds: [], entriesByKey: new Map() })
  for (const row of entries) byWorkspace.get(row.workspaceId)?.entriesByKey.set(row.key, row)
  for (const row of held) byWorkspace.get(row.workspaceId)?.holds.push(row)
  await addLots(sql, groups, byWorkspace, at)
  return { at, byWorkspace }
}

type Probed = { workspaceId: number; key: string }
type Probes = { workspaces: number[]; ids: string[] }

function collect(groups: readonly WorkspaceCommands[], idOf: (command: Command) => string | null): Probes {
  const probes: Probes = { workspaces: [], ids: [] }
  for (const { workspaceId, commands } of groups) {
    for (const command of commands) {
      const id = idOf(command)
      if (id === null) continue
      probes.workspaces.push(workspaceId)
      probes.ids.push(id)
    }
  }
  return probes
}

function probe<Row>(sql: postgres.Sql, text: string, { workspaces, ids }: Probes): Promise<Row[]> {
  return sql.unsafe(text, [array(workspaces), array(ids)], { prepare: true }) as unknown as Promise<Row[]>
}

/** Lots are read only if one is due to expire or a command concerns lots, never for a plain charge. */
async function addLots(
  sql: postgres.Sql,
  groups: readonly WorkspaceCommands[],
  byWorkspace: Map<number, Loaded>,
  at: number,
): Promise<void> {
  const wanted: number[] = []
  const toHold: number[] = []
  const named = { workspaces: [] as number[], kinds: [] as number[], ids: [] as string[] }
  for (const { workspaceId, commands } of groups) {
    const expiry = byWorkspace.get(workspaceId)?.account.nextLotExpiry ?? null
    const lotCommands = commands.filter((command) => aboutLots.has(command.type))
    if (lotCommands.length > 0 || (expiry !== null && expiry <= at)) {
      wanted.push(workspaceId)
      toHold.push(creditsToHold(commands))
    }
    for (const command of lotCommands) {
      if (!('subjectId' in command)) continue
      named.workspaces.push(workspaceId)
      named.kinds.push(command.subjectKind)
      named.ids.push(command.subjectId)
    }
  }
  if (wanted.length === 0) return
  const lots = await sql.unsafe<LotRow[]>(
    loadLots,
    [array(wanted), array(toHold), array(named.workspaces), array(named.kinds), array(named.ids)],
    { prepare: true },
  )
  for (const lot of lots) byWorkspace.get(lot.workspaceId)?.lots.push(lot)
}

const creditsToHold = (commands: readonly Command[]) =>
  commands.reduce((credits, command) => credits + (command.type === 'hold' ? command.credits : 0), 0)

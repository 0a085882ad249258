import type { Account, Entry, Hold, Lot, LotChange, StartedCycle, UsageDelta } from '../model.ts'
import { type Fields, insertRows, type Statement, updateRows } from './bulk-sql.ts'
import { column } from './rows.ts'

/** How the rows of each table are written: its columns, and what a row that exists becomes. */

/** A row with the workspace that it belongs to. */
export type Row<T> = T & { workspaceId: number }

/**
 * The account columns that spending changes. The others only change with cycles, lots and funding: rarely, and writing
 * them costs twice as much.
 */
export const bySpending = {
  workspaceId: 'int',
  allowanceLeft: 'int',
  extraLeft: 'int',
  held: 'int',
  seq: 'int',
  extraUsed: 'bigint',
} satisfies Fields<Account>

export const spendFromAccounts = updateRows<Account>('credit_accounts', ['workspaceId'], bySpending)

export const updateAccounts = updateRows<Account>('credit_accounts', ['workspaceId'], {
  ...bySpending,
  frozen: 'int',
  anchorAt: 'timestamptz',
  cycleStart: 'timestamptz',
  cycleEnd: 'timestamptz',
  allowance: 'int',
  cycleAllowance: 'int',
  paidChanges: 'int',
  paidBack: 'int',
  withheld: 'int',
  granted: 'int',
  extraGranted: 'int',
  fundedUntil: 'timestamptz',
  partlyFundedUntil: 'timestamptz',
  spendUntil: 'timestamptz',
  extraEnd: 'bigint',
  extraExpired: 'bigint',
  nextLotExpiry: 'timestamptz',
})

export const insertEntries = insertRows<Row<Entry>>('credit_entries', {
  workspaceId: 'int',
  seq: 'int',
  at: 'timestamptz',
  kind: 'smallint',
  amount: 'int',
  extraAmount: 'int',
  balanceAfter: 'int',
  key: 'uuid',
  inputHash: 'bigint',
  actorId: 'int',
  action: 'smallint',
  units: 'int',
  rateVersion: 'int',
  subjectKind: 'smallint',
  subjectId: 'uuid',
})

export const insertNotes = insertRows<Row<Entry>>('credit_notes', {
  workspaceId: 'int',
  seq: 'int',
  reason: 'text',
})

export const insertMetadata = insertRows<Row<Entry>>('credit_metadata', {
  workspaceId: 'int',
  seq: 'int',
  metadata: 'jsonb',
})

type CycleRow = {
  workspaceId: number
  firstSeq: number
  cycleStart: number
  cycleEnd: number
  extraLeft: number
  frozen: number
  heldExtra: number
}

export const insertCycles = insertRows<CycleRow>(
  'credit_cycles',
  {
    workspaceId: 'int',
    firstSeq: 'int',
    cycleStart: 'timestamptz',
    cycleEnd: 'timestamptz',
    extraLeft: 'int',
    frozen: 'int',
    heldExtra: 'int',
  },
  // A cycle without entries is replaced by the next one, so that each number belongs to exactly one cycle.
  `on conflict (workspace_id, first_seq) do update set cycle_start = excluded.cycle_start,
    cycle_end = excluded.cycle_end, extra_left = excluded.extra_left, frozen = excluded.frozen,
    held_extra = excluded.held_extra`,
)

/** `workspace` is compared with the id of each table, and `cycles` finds the rows of `credit_cycles`. */
const addOpenHolds = (from: string, workspace: string, cycles: string) => `update credit_cycles c
    set held_extra = c.held_extra + (select coalesce(sum(h.from_extra), 0) from credit_holds h
      where h.workspace_id = ${workspace} and h.state = 0)
    ${from} where c.workspace_id = ${workspace} and ${cycles}`

const ADD_OPEN_HOLDS = addOpenHolds(
  'from unnest($1::text::int[], $2::text::int[]) as n(workspace_id, first_seq)',
  'n.workspace_id',
  'c.first_seq = n.first_seq',
)

export function addOpenHoldsOfMany(cycles: readonly Row<StartedCycle>[]): Statement | null {
  if (cycles.length === 0) return null
  const values = [column(cycles, (cycle) => cycle.workspaceId), column(cycles, (cycle) => cycle.firstSeq)]
  return { text: ADD_OPEN_HOLDS, values }
}

export function addOpenHoldsOfOne(cycles: readonly Row<StartedCycle>[]): Statement | null {
  const [cycle] = cycles
  if (!cycle) return null
  const seqs = cycles.map(({ firstSeq }) => firstSeq).join(', ')
  return { text: addOpenHolds('', String(cycle.workspaceId), `c.first_seq in (${seqs})`), values: null }
}

export const usageKey = ({ cycleStart, day, action, actorId }: UsageDelta) =>
  `${cycleStart} ${day} ${action} ${actorId}`

export const addUsages = (sum: Row<UsageDelta>, delta: UsageDelta): Row<UsageDelta> => ({
  ...sum,
  credits: sum.credits + delta.credits,
  times: sum.times + delta.times,
  units: sum.units + delta.units,
  firstSeq: Math.min(sum.firstSeq, delta.firstSeq),
  lastSeq: Math.max(sum.lastSeq, delta.lastSeq),
})

export const addUsage = insertRows<Row<UsageDelta>>(
  'credit_usage',
  {
    workspaceId: 'int',
    cycleStart: 'timestamptz',
    day: 'date',
    action: 'smallint',
    actorId: 'int',
    credits: 'int',
    times: 'int',
    units: 'int',
    firstSeq: 'int',
    lastSeq: 'int',
  },
  `on conflict (workspace_id, cycle_start, day, action, actor_id) do update
    set credits = t.credits + excluded.credits, times = t.times + excluded.times, units = t.units + excluded.units,
      last_seq = excluded.last_seq`,
)

/** The hold columns that settling or renewing changes. */
const bySettling = {
  workspaceId: 'int',
  id: 'uuid',
  state: 'smallint',
  captured: 'int',
  leaseUntil: 'timestamptz',
  settledAt: 'timestamptz',
  entrySeq: 'int',
} satisfies Fields<Row<Hold>>

export const updateHolds = updateRows<Row<Hold>>('credit_holds', ['workspaceId', 'id'], bySettling)

export const insertHolds = insertRows<Row<Hold>>('credit_holds', {
  ...bySettling,
  inputHash: 'bigint',
  amount: 'int',
  fromExtra: 'int',
  cycleStart: 'timestamptz',
  actorId: 'int',
  action: 'smallint',
  units: 'int',
  rateVersion: 'int',
  subjectKind: 'smallint',
  subjectId: 'uuid',
  openedAt: 'timestamptz',
  metadata: 'jsonb',
})

/** The lot columns that refunds, disputes, expiry and moving along change. */
const byTakingBack = {
  workspaceId: 'int',
  seq: 'int',
  fromCredit: 'bigint',
  toCredit: 'bigint',
  takenBack: 'int',
  frozen: 'int',
  shortfall: 'int',
  expired: 'int',
  paymentRevision: 'int',
  expiresAt: 'timestamptz',
} satisfies Fields<Row<Lot>>

export const updateLots = updateRows<Row<Lot>>('credit_lots', ['workspaceId', 'seq'], byTakingBack)

export const insertLots = insertRows<Row<Lot>>('credit_lots', {
  ...byTakingBack,
  subjectKind: 'smallint',
  subjectId: 'uuid',
  granted: 'int',
  grantedAt: 'timestamptz',
})

export const lotChangeKey = ({ seq, at }: LotChange) => `${seq} ${at}`

export const addLotChanges = (sum: Row<LotChange>, change: LotChange): Row<LotChange> => ({
  ...sum,
  takenBack: sum.takenBack + change.takenBack,
  frozen: sum.frozen + change.frozen,
  formerEnd: sum.formerEnd ?? change.formerEnd,
})

export const insertLotChanges = insertRows<Row<LotChange>>(
  'credit_lot_changes',
  {
    workspaceId: 'int',
    seq: 'int',
    at: 'timestamptz',
    takenBack: 'int',
    frozen: 'int',
    formerEnd: 'timestamptz',
  },
  // Two batches in the same millisecond, or while the clock is stopped.
  `on conflict (workspace_id, seq, at) do update set taken_back = t.taken_back + excluded.taken_back,
    frozen = t.frozen + excluded.frozen, former_end = coalesce(t.former_end, excluded.former_end)`,
)

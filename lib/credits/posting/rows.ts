import type { Account, Hold, Lot } from '../model.ts'

/**
 * Maps rows of the ledger's tables to plain data. Times are sent as milliseconds (`float8`), a tenth of the cost of
 * parsing timestamps when a batch touches hundreds of workspaces. `date_part` avoids the `numeric` that `extract`
 * returns.
 */
export const ms = (column: string) => `round(date_part('epoch', ${column}) * 1000)`

/** What each property of an account is in a statement that calls its table `a`. */
export const accountExpressions: Record<keyof Account, string> = {
  workspaceId: 'a.workspace_id',
  allowanceLeft: 'a.allowance_left',
  extraLeft: 'a.extra_left',
  held: 'a.held',
  frozen: 'a.frozen',
  seq: 'a.seq',
  allowance: 'a.allowance',
  cycleAllowance: 'a.cycle_allowance',
  paidChanges: 'a.paid_changes',
  paidBack: 'a.paid_back',
  withheld: 'a.withheld',
  granted: 'a.granted',
  extraGranted: 'a.extra_granted',
  timeZone: 'a.time_zone',
  extraEnd: 'a.extra_end::float8',
  extraUsed: 'a.extra_used::float8',
  extraExpired: 'a.extra_expired::float8',
  anchorAt: ms('a.anchor_at'),
  cycleStart: ms('a.cycle_start'),
  cycleEnd: ms('a.cycle_end'),
  fundedUntil: ms('a.funded_until'),
  partlyFundedUntil: ms('a.partly_funded_until'),
  spendUntil: ms('a.spend_until'),
  nextLotExpiry: ms('a.next_lot_expiry'),
}

/** The time of a statement, and whether a cycle has ended or a lot has expired by then that isn't applied yet. */
export const dueExpressions = {
  at: ms('market_now()'),
  due: '(market_now() >= a.cycle_end or market_now() >= a.next_lot_expiry or a.cycle_start < a.anchor_at) is true',
}

export const columnsOf = (expressions: Record<string, string>): string =>
  Object.entries(expressions)
    .map(([name, expression]) => `${expression} as "${name}"`)
    .join(', ')

export const accountColumns = columnsOf(accountExpressions)

export const lotColumns = `
  l.workspace_id as "workspaceId", l.seq, l.subject_kind as "subjectKind", l.subject_id as "subjectId",
  l.from_credit::float8 as "fromCredit", l.to_credit::float8 as "toCredit", l.granted, l.taken_back as "takenBack",
  l.frozen, l.shortfall, l.expired, l.payment_revision as "paymentRevision",
  ${ms('l.expires_at')} as "expiresAt", ${ms('l.granted_at')} as "grantedAt"`

export const holdColumns = `
  h.workspace_id as "workspaceId", h.id, h.input_hash::text as "inputHash", h.state, h.amount, h.from_extra as "fromExtra",
  h.captured, ${ms('h.cycle_start')} as "cycleStart", h.actor_id as "actorId", h.action, h.units,
  h.rate_version as "rateVersion", h.subject_kind as "subjectKind", h.subject_id as "subjectId",
  ${ms('h.opened_at')} as "openedAt", ${ms('h.lease_until')} as "leaseUntil", ${ms('h.settled_at')} as "settledAt",
  h.entry_seq as "entrySeq", h.metadata::text as metadata`

export type AccountRow = Account
export type LotRow = Lot & { workspaceId: number }
export type HoldRow = Hold & { workspaceId: number }

/** A PostgreSQL array literal. Only for numbers, UUIDs and our own dates and hashes, none of which need quoting. */
export function array(values: readonly (string | number | null)[]): string {
  return column(values, (value) => value)
}

/**
 * An array literal of one property of many rows. Built by hand, because on the hot path it is most of what a batch
 * allocates.
 */
export function column<T>(rows: readonly T[], of: (row: T) => string | number | null): string {
  let text = '{'
  for (const row of rows) text += `${text === '{' ? '' : ','}${of(row) ?? 'NULL'}`
  return `${text}}`
}

let lastAt = Number.NaN
let lastInstant = ''

/** Entries of a batch share their time, so the last formatted one is usually requested again. */
export function instantOf(at: number | null): string | null {
  if (at === null) return null
  if (at !== lastAt) {
    lastInstant = new Date(at).toISOString()
    lastAt = at
  }
  return lastInstant
}

/** Free text inside an array literal. */
export const textOf = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

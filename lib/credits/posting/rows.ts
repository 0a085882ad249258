import type { Account, Hold, Lot } from '../model.ts'

/**
 * Maps rows of the ledger's tables to plain data. Times are sent as milliseconds (`float8`), a tenth of the cost of
 * parsing timestamps when a batch touches hundreds of workspaces. `date_part` avoids the `numeric` that `extract`
 * returns.
 */
export const ms = (column: string) => `round(date_part('epoch', ${column}) * 1000)`

export const accountColumns = `
  a.workspace_id as "workspaceId", a.allowance_left as "allowanceLeft", a.extra_left as "extraLeft", a.held, a.frozen,
  a.seq, a.allowance, a.cycle_allowance as "cycleAllowance", a.paid_changes as "paidChanges",
  a.paid_back as "paidBack", a.withheld, a.granted, a.extra_granted as "extraGranted", a.time_zone as "timeZone",
  a.extra_end::float8 as "extraEnd", a.extra_used::float8 as "extraUsed", a.extra_expired::float8 as "extraExpired",
  ${ms('a.anchor_at')} as "anchorAt", ${ms('a.cycle_start')} as "cycleStart", ${ms('a.cycle_end')} as "cycleEnd",
  ${ms('a.funded_until')} as "fundedUntil",
  ${ms('a.partly_funded_until')} as "partlyFundedUntil", ${ms('a.spend_until')} as "spendUntil",
  ${ms('a.next_lot_expiry')} as "nextLotExpiry"`

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

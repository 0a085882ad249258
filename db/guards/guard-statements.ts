import type postgres from 'postgres'
import { type GuardFixtures, NIL } from './guard-fixtures.ts'

/** Valid statements with overridable fields, so that a test can break one of them. */

/** The rows they refer to; set by the test. */
export const here = {
  fixtures: {
    workspaceId: 0,
    capturedHold: '',
    openHold: '',
    subject: '',
  } satisfies GuardFixtures as GuardFixtures,
  /** A workspace without an account. */
  empty: 0,
}

export type Statement = (tx: postgres.TransactionSql) => Promise<unknown>
export type Guard = { guard: string; why: string; right: Statement; wrong: Statement }

export const account =
  (set: string, over = '') =>
  (tx: postgres.TransactionSql) =>
    tx.unsafe(`update credit_accounts set ${set} where workspace_id = ${here.fixtures.workspaceId} ${over}`)

type EntryFields = Partial<Record<'w' | 'seq' | 'kind' | 'amount' | 'extra' | 'balance', number>>
/** By default the fifth entry, a charge of 4. */
export const entry =
  (fields: () => EntryFields | undefined, key = 'gen_random_uuid()') =>
  (tx: postgres.TransactionSql) => {
    const given = {
      w: here.fixtures.workspaceId,
      seq: 5,
      kind: 1,
      amount: -4,
      extra: 0,
      balance: 130,
      ...fields(),
    }
    const { w, seq, kind, amount, extra, balance } = given
    return tx.unsafe(`
    insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
      actor_id, action, units, rate_version, subject_kind, subject_id)
    values (${w}, ${seq}, now(), ${kind}, ${amount}, ${extra}, ${balance}, ${key}, 0, 0, 1, 1, 1, 0, '${NIL}')`)
  }
export const plainEntry = entry(() => ({}))

type HoldFields = Partial<
  Record<
    'w' | 'id' | 'state' | 'amount' | 'from_extra' | 'captured' | 'entry' | 'settled' | 'metadata',
    string | number
  >
>
/** By default a released hold of 9. */
export const hold = (fields: () => HoldFields) => (tx: postgres.TransactionSql) => {
  const given = {
    w: here.fixtures.workspaceId,
    id: 'gen_random_uuid()',
    state: 2,
    amount: 9,
    from_extra: 0,
    captured: 0,
    entry: 0,
  }
  const {
    w,
    id,
    state,
    amount,
    from_extra,
    captured,
    entry,
    settled = 'now()',
    metadata = 'null',
  } = { ...given, ...fields() }
  return tx.unsafe(`
    insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start, actor_id,
      action, units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq, metadata)
    values (${w}, ${id}, 0, ${state}, ${amount}, ${from_extra}, ${captured}, now(), 0, 1, 1, 1, 0, '${NIL}', now(), now(),
      ${settled}, ${entry}, ${metadata})`)
}
export const plainHold = hold(() => ({}))
export const changeHold =
  (set: string, which: 'openHold' | 'capturedHold') => (tx: postgres.TransactionSql) =>
    tx.unsafe(
      `update credit_holds set ${set} where workspace_id = ${here.fixtures.workspaceId} and id = '${here.fixtures[which]}'`,
    )

type LotFields = Partial<
  Record<
    'w' | 'seq' | 'from' | 'to' | 'granted' | 'taken' | 'shortfall' | 'expired' | 'subject',
    string | number
  >
>
/** By default a lot of 100 for the first entry. */
export const lot = (fields: () => LotFields) => (tx: postgres.TransactionSql) => {
  const given = {
    w: here.fixtures.workspaceId,
    seq: 1,
    from: 50,
    to: 150,
    granted: 100,
    taken: 0,
    shortfall: 0,
    expired: 0,
  }
  const {
    w,
    seq,
    from,
    to,
    granted,
    taken,
    shortfall,
    expired,
    subject = 'gen_random_uuid()',
  } = { ...given, ...fields() }
  return tx.unsafe(`
    insert into credit_lots (workspace_id, seq, subject_kind, subject_id, from_credit, to_credit, granted, taken_back,
      shortfall, expired, granted_at)
    values (${w}, ${seq}, 6, ${subject}, ${from}, ${to}, ${granted}, ${taken}, ${shortfall}, ${expired}, now())`)
}
export const plainLot = lot(() => ({}))

/** By default a change of the only lot. */
export const lotChange =
  (at: string, seq = 4) =>
  (tx: postgres.TransactionSql) =>
    tx`insert into credit_lot_changes (workspace_id, seq, at, taken_back, frozen)
    values (${here.fixtures.workspaceId}, ${seq}, ${at}, 1, 0)`

export const note = (w: () => number, seq: number) => (tx: postgres.TransactionSql) =>
  tx`insert into credit_notes (workspace_id, seq, reason) values (${w()}, ${seq}, 'Why')`
export const metadata =
  (w: () => number, seq: number, json = '{"order": "1"}') =>
  (tx: postgres.TransactionSql) =>
    tx`insert into credit_metadata (workspace_id, seq, metadata) values (${w()}, ${seq}, ${json}::text::jsonb)`
export const use =
  (w: () => number, actor: number, times = 1) =>
  (tx: postgres.TransactionSql) =>
    tx`insert into credit_usage (workspace_id, cycle_start, day, action, actor_id, credits, times, units)
    values (${w()}, '2026-01-01', '2026-01-01', 1, ${actor}, 1, ${times}, 1)`
export const cycle =
  (w: () => number, firstSeq: number, end = '2026-03-01') =>
  (tx: postgres.TransactionSql) =>
    tx`insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
    values (${w()}, ${firstSeq}, '2026-02-01', ${end}, 0, 0)`
export const ours = () => here.fixtures.workspaceId
export const stranger = () => here.empty
export const newAccount = (w: () => number) => (tx: postgres.TransactionSql) =>
  tx`insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance)
    values (${w()}, now(), now(), now() + interval '1 month', 1)`

export const spendingLimit =
  (workspaceId: () => number, mostCredits: number): Statement =>
  (tx) =>
    tx`insert into spending_limits (workspace_id, kind, subject, most_credits)
      values (${workspaceId()}, 'member', 1, ${mostCredits})`

type RequestFields = Partial<Record<'kind' | 'by' | 'id' | 'credits' | 'outcome' | 'decidedBy', string>>
/** By default one person's open request about the limit of action 1. */
export const limitRequest =
  (fields: RequestFields = {}, workspaceId: () => number = ours): Statement =>
  async (tx) => {
    const email = 'asks@guards.test'
    await tx`insert into users (email, name) select ${email}, 'Asks' where not exists (select from users where email = ${email})`
    const [person] = await tx<{ id: number }[]>`select id from users where email = ${email}`
    const them = String(person?.id)
    const given = {
      kind: 'action',
      by: them,
      id: 'gen_random_uuid()',
      credits: 'null',
      outcome: 'null',
      decidedBy: 'null',
    }
    const { kind, by, id, credits, outcome, decidedBy } = { ...given, ...fields }
    const decider = decidedBy === 'them' ? them : decidedBy
    await tx.unsafe(`
      insert into spending_limit_requests (workspace_id, id, requested_by, kind, subject, requested_credits, outcome, decided_by, decided_at)
      values (${workspaceId()}, ${id}, ${by}, '${kind}', 1, ${credits}, ${outcome}, ${decider}, case when ${outcome} is not null then now() end)`)
  }

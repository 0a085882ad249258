import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../client.ts'
import { brokenConstraint, withoutShard } from '../distribute/broken-constraint.ts'
import { movedBack } from '../testing.ts'
import { insertGuardFixtures, NIL } from './guard-fixtures.ts'
import {
  account,
  changeHold,
  cycle,
  entry,
  type Guard,
  here,
  hold,
  limitRequest,
  lot,
  lotChange,
  metadata,
  newAccount,
  note,
  ours,
  plainEntry,
  plainHold,
  plainLot,
  type Statement,
  spendingLimit,
  stranger,
  use,
} from './guard-statements.ts'

/**
 * The database is a second line of defense. For each guard there is a statement that only this guard refuses, and a
 * valid one next to it that is accepted, which shows that nothing else refused it.
 */
const sql = connect({ max: 1 })

/** Metadata with this many pairs, as JSON. */
const pairs = (count: number, length = 1) =>
  JSON.stringify(
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`key ${i}`, 'v'.repeat(length)])),
  )

beforeAll(async () => {
  here.fixtures = await insertGuardFixtures(sql)
  const [workspace] = await sql<{ id: number }[]>`insert into workspaces (name) values ('New') returning id`
  here.empty = workspace?.id ?? 0
})
afterAll(() => sql.end({ timeout: 5 }))

// biome-ignore format: one guard a line is a table that can be read
const guards: Guard[] = [
  { guard: 'credit_accounts_pkey', why: 'one account per workspace', right: newAccount(stranger), wrong: newAccount(ours) },
  { guard: 'credit_accounts_workspace_id_workspaces_id_fk', why: 'the workspace exists', right: newAccount(stranger), wrong: newAccount(() => 999_999) },
  { guard: 'credit_accounts_never_negative', why: 'R11: allowance is never negative', right: account('allowance_left = 0'), wrong: account('allowance_left = -1') },
  { guard: 'credit_accounts_never_negative', why: 'R11: held credits are never negative', right: account('held = 0'), wrong: account('held = -1') },
  { guard: 'credit_accounts_never_negative', why: 'R18: frozen credits are never negative', right: account('frozen = 0'), wrong: account('frozen = -1') },
  { guard: 'credit_accounts_never_negative', why: 'R11: extra credits are never negative', right: account('extra_left = 0, extra_used = 50'), wrong: account('extra_left = -1, extra_used = 51') },
  { guard: 'credit_accounts_watermark', why: 'R15: extra credits left match the watermark', right: account('extra_left = 40, extra_used = 10'), wrong: account('extra_left = 41, extra_used = 10') },
  { guard: 'credit_accounts_cycle_runs', why: 'R14: a cycle ends after its start', right: account(`cycle_end = ${movedBack('cycle_start', '-1 ms')}`), wrong: account('cycle_end = cycle_start') },
  { guard: 'credit_accounts_sane', why: 'R17: granted credits are never negative', right: account('granted = 0'), wrong: account('granted = -1') },

  { guard: 'credit_entries_workspace_id_seq_pk', why: 'R10: entry numbers are unique', right: plainEntry, wrong: entry(() => ({ seq: 2, balance: 96 })) },
  { guard: 'credit_entries_key', why: 'R12: keys are unique', right: plainEntry, wrong: async (tx) => { const [charged] = await tx`select key from credit_entries where workspace_id = ${ours()} and seq = 2`; await entry(() => ({}), `'${charged?.key}'`)(tx) } },
  { guard: 'credit_entries_account', why: 'the account exists', right: plainEntry, wrong: entry(() => ({ w: here.empty, seq: 1, kind: 3, amount: 5, balance: 5 })) },
  { guard: 'credit_entries_sane', why: 'R11: no entry leaves a negative balance', right: entry(() => ({ amount: -134, balance: 0 })), wrong: entry(() => ({ amount: -135, balance: -1 })) },
  { guard: 'credit_entries_signed', why: 'spending has a negative amount', right: plainEntry, wrong: entry(() => ({ amount: 4, balance: 138 })) },
  { guard: 'credit_entries_signed', why: 'R18: claw-backs have either sign', right: entry(() => ({ kind: 9, amount: 4, balance: 138 })), wrong: entry(() => ({ kind: 5, amount: 4, balance: 138 })) },
  { guard: 'credit_entries_signed', why: 'grants have a positive amount', right: entry(() => ({ kind: 6, amount: 4, balance: 138 })), wrong: entry(() => ({ kind: 6 })) },
  { guard: 'credit_entries_signed', why: 'the kind is known', right: entry(() => ({ kind: 9 })), wrong: entry(() => ({ kind: 10 })) },
  { guard: 'credit_entries_extra', why: 'the extra part is at most the amount', right: entry(() => ({ extra: -4 })), wrong: entry(() => ({ extra: -5 })) },
  { guard: 'credit_entries_chain', why: 'R10: numbers have no gap', right: plainEntry, wrong: entry(() => ({ seq: 6 })) },
  { guard: 'credit_entries_chain', why: 'R10: the balance follows from the previous one', right: plainEntry, wrong: entry(() => ({ balance: 131 })) },
  { guard: 'credit_entries_chain', why: 'R10: the first balance equals the first amount', right: async (tx) => { await newAccount(stranger)(tx); await entry(() => ({ w: here.empty, seq: 1, kind: 3, amount: 5, balance: 5 }))(tx) }, wrong: async (tx) => { await newAccount(stranger)(tx); await entry(() => ({ w: here.empty, seq: 1, kind: 3, amount: 5, balance: 6 }))(tx) } },
  { guard: 'credit_entries_append_only', why: 'R10: entries cannot be changed', right: plainEntry, wrong: (tx) => tx`update credit_entries set amount = amount where workspace_id = ${ours()}` },
  { guard: 'credit_entries_append_only', why: 'R10: entries cannot be deleted', right: plainEntry, wrong: (tx) => tx`delete from credit_entries where workspace_id = ${ours()} and seq = 2` },
  { guard: 'credit_entries_append_only', why: 'R10: entries cannot be truncated', right: plainEntry, wrong: (tx) => tx`truncate credit_entries cascade` },

  { guard: 'credit_notes_workspace_id_seq_pk', why: 'one reason per entry', right: note(ours, 2), wrong: note(ours, 4) },
  { guard: 'credit_notes_entry', why: 'the entry exists in the same workspace', right: note(ours, 2), wrong: async (tx) => { await newAccount(stranger)(tx); await note(stranger, 2)(tx) } },
  { guard: 'credit_notes_append_only', why: 'R10: reasons cannot be changed', right: note(ours, 2), wrong: (tx) => tx`update credit_notes set reason = 'Other'` },
  { guard: 'credit_notes_append_only', why: 'R10: reasons cannot be deleted', right: note(ours, 2), wrong: (tx) => tx`delete from credit_notes` },
  { guard: 'credit_notes_append_only', why: 'R10: reasons cannot be truncated', right: note(ours, 2), wrong: (tx) => tx`truncate credit_notes` },

  { guard: 'credit_metadata_workspace_id_seq_pk', why: 'one set of metadata per entry', right: metadata(ours, 2), wrong: metadata(ours, 3) },
  { guard: 'credit_metadata_entry', why: 'the entry exists in the same workspace', right: metadata(ours, 2), wrong: async (tx) => { await newAccount(stranger)(tx); await metadata(stranger, 2)(tx) } },
  { guard: 'credit_metadata_append_only', why: 'R10: metadata cannot be changed', right: metadata(ours, 2), wrong: (tx) => tx`update credit_metadata set metadata = '{"a": "b"}'` },
  { guard: 'credit_metadata_append_only', why: 'R10: metadata cannot be deleted', right: metadata(ours, 2), wrong: (tx) => tx`delete from credit_metadata` },
  { guard: 'credit_metadata_append_only', why: 'R10: metadata cannot be truncated', right: metadata(ours, 2), wrong: (tx) => tx`truncate credit_metadata` },
  { guard: 'credit_metadata_valid', why: 'R50: metadata has at most ten pairs', right: metadata(ours, 2, pairs(10)), wrong: metadata(ours, 2, pairs(11)) },
  { guard: 'credit_metadata_valid', why: 'R50: metadata is not empty', right: metadata(ours, 2), wrong: metadata(ours, 2, '{}') },
  { guard: 'credit_metadata_valid', why: 'R50: values have at most 200 characters', right: metadata(ours, 2, pairs(1, 200)), wrong: metadata(ours, 2, pairs(1, 201)) },
  { guard: 'credit_metadata_valid', why: 'R50: names have at most 40 characters', right: metadata(ours, 2, `{"${'k'.repeat(40)}": ""}`), wrong: metadata(ours, 2, `{"${'k'.repeat(41)}": ""}`) },
  { guard: 'credit_metadata_valid', why: 'R50: values are text', right: metadata(ours, 2, '{"a": "1"}'), wrong: metadata(ours, 2, '{"a": 1}') },
  { guard: 'credit_metadata_valid', why: 'R50: metadata is an object', right: metadata(ours, 2), wrong: metadata(ours, 2, '["a"]') },

  { guard: 'credit_holds_workspace_id_id_pk', why: 'R12: hold ids are unique', right: plainHold, wrong: hold(() => ({ id: `'${here.fixtures.openHold}'` })) },
  { guard: 'credit_holds_account', why: 'the account exists', right: plainHold, wrong: hold(() => ({ w: here.empty })) },
  { guard: 'credit_holds_sane', why: 'R13: holds have a positive amount', right: hold(() => ({ amount: 1 })), wrong: hold(() => ({ amount: 0 })) },
  { guard: 'credit_holds_sane', why: 'R13: a capture is at most the hold', right: hold(() => ({ state: 1, amount: 6, captured: 6, entry: 3 })), wrong: hold(() => ({ state: 1, amount: 5, captured: 6, entry: 3 })) },
  { guard: 'credit_holds_sane', why: 'R15: the extra part is a part', right: hold(() => ({ from_extra: 9 })), wrong: hold(() => ({ from_extra: 10 })) },
  { guard: 'credit_holds_settled', why: 'R13: settled holds have a time', right: plainHold, wrong: hold(() => ({ settled: 'null' })) },
  { guard: 'credit_holds_settled', why: 'R13: released holds captured nothing', right: plainHold, wrong: hold(() => ({ captured: 6 })) },
  { guard: 'credit_holds_entry', why: 'R13: only captured holds have an entry', right: plainHold, wrong: hold(() => ({ entry: 3 })) },
  { guard: 'credit_holds_entry_new', why: 'R13: a new captured hold has an entry of its amount', right: hold(() => ({ state: 1, captured: 6, entry: 3 })), wrong: hold(() => ({ state: 1, captured: 5, entry: 3 })) },
  { guard: 'credit_holds_entry_changed', why: 'R13: a hold captured later has an entry of its amount', right: changeHold('state = 1, captured = 6, entry_seq = 3, settled_at = now()', 'openHold'), wrong: changeHold('state = 1, captured = 6, entry_seq = 2, settled_at = now()', 'openHold') },
  { guard: 'credit_holds_settle_once', why: 'R13: holds settle exactly once', right: changeHold('state = 2, settled_at = now()', 'openHold'), wrong: changeHold('state = 2, captured = 0, entry_seq = 0', 'capturedHold') },
  { guard: 'credit_holds_settle_once', why: 'R13: the held amount never changes', right: changeHold(`lease_until = ${movedBack('lease_until', '-1 min')}`, 'openHold'), wrong: changeHold('amount = 19', 'openHold') },
  { guard: 'credit_holds_settle_once', why: 'R50: metadata of a hold never changes', right: changeHold(`lease_until = ${movedBack('lease_until', '-1 min')}`, 'openHold'), wrong: changeHold(`metadata = '{"a": "b"}'`, 'openHold') },
  { guard: 'credit_holds_metadata', why: 'R50: metadata is text', right: hold(() => ({ metadata: `'{"a": "b"}'` })), wrong: hold(() => ({ metadata: `'{"a": 1}'` })) },
  { guard: 'credit_holds_kept', why: 'R13: holds cannot be deleted', right: plainHold, wrong: (tx) => tx`delete from credit_holds where workspace_id = ${ours()}` },
  { guard: 'credit_holds_kept', why: 'R13: holds cannot be truncated', right: plainHold, wrong: (tx) => tx`truncate credit_holds` },

  { guard: 'credit_lots_workspace_id_seq_pk', why: 'one lot per entry', right: plainLot, wrong: lot(() => ({ seq: 4 })) },
  { guard: 'credit_lots_subject', why: 'R27: a purchase is granted once', right: plainLot, wrong: lot(() => ({ subject: `'${here.fixtures.subject}'` })) },
  { guard: 'credit_lots_entry', why: 'the entry exists in the same workspace', right: plainLot, wrong: async (tx) => { await newAccount(stranger)(tx); await lot(() => ({ w: here.empty }))(tx) } },
  { guard: 'credit_lots_sane', why: 'R18: a lot is at most what is left of its grant', right: lot(() => ({ taken: 1, to: 149 })), wrong: lot(() => ({ taken: 1 })) },
  { guard: 'credit_lots_taken', why: 'R18: no more is taken back than was granted', right: lot(() => ({ taken: 60, shortfall: 40, to: 90 })), wrong: lot(() => ({ taken: 60, shortfall: 41, to: 90 })) },
  { guard: 'credit_lots_taken', why: 'R18: expired credits are not owed', right: lot(() => ({ expired: 60, shortfall: 40 })), wrong: lot(() => ({ expired: 60, shortfall: 41 })) },
  { guard: 'credit_lots_kept', why: 'lots cannot be deleted', right: plainLot, wrong: (tx) => tx`delete from credit_lots where workspace_id = ${ours()}` },
  { guard: 'credit_lots_kept', why: 'lots cannot be truncated', right: plainLot, wrong: (tx) => tx`truncate credit_lots cascade` },

  { guard: 'credit_lot_changes_workspace_id_seq_at_pk', why: 'one row per instant', right: lotChange('2026-01-06'), wrong: lotChange('2026-01-05') },
  { guard: 'credit_lot_changes_lot', why: 'the lot exists', right: lotChange('2026-01-06'), wrong: lotChange('2026-01-06', 3) },
  { guard: 'credit_lot_changes_kept', why: 'changes cannot be deleted', right: lotChange('2026-01-06'), wrong: (tx) => tx`delete from credit_lot_changes` },
  { guard: 'credit_lot_changes_kept', why: 'changes cannot be truncated', right: lotChange('2026-01-06'), wrong: (tx) => tx`truncate credit_lot_changes` },

  { guard: 'credit_usage_workspace_id_cycle_start_day_action_actor_id_pk', why: 'one row per total', right: use(ours, 1), wrong: use(ours, 0) },
  { guard: 'credit_usage_account', why: 'the account exists', right: use(ours, 1), wrong: use(stranger, 1) },
  { guard: 'credit_usage_sane', why: 'a total counts at least one entry', right: use(ours, 1), wrong: use(ours, 1, 0) },

  { guard: 'credit_cycles_workspace_id_first_seq_pk', why: 'first entry numbers are unique', right: cycle(ours, 5), wrong: cycle(ours, 1) },
  { guard: 'credit_cycles_account', why: 'the account exists', right: cycle(ours, 5), wrong: cycle(stranger, 5) },
  { guard: 'credit_cycles_sane', why: 'R14: a cycle ends after its start', right: cycle(ours, 5), wrong: cycle(ours, 5, '2026-02-01') },

  { guard: 'spending_limits_workspace_id_kind_subject_pk', why: 'one spending limit per member', right: spendingLimit(ours, 5), wrong: async (tx) => { await spendingLimit(ours, 5)(tx); await spendingLimit(ours, 6)(tx) } },
  { guard: 'spending_limits_workspace_id_workspaces_id_fk', why: 'the workspace exists', right: spendingLimit(stranger, 5), wrong: spendingLimit(() => 999_999, 5) },
  { guard: 'spending_limits_sane', why: 'spending limits are not negative', right: spendingLimit(ours, 0), wrong: spendingLimit(ours, -1) },

  { guard: 'spending_limit_requests_workspace_id_id_pk', why: 'request ids are unique', right: limitRequest(), wrong: async (tx) => { const decided = { id: `'${NIL}'`, outcome: "'raised'", decidedBy: 'them' }; await limitRequest(decided)(tx); await limitRequest(decided)(tx) } },
  { guard: 'spending_limit_requests_open', why: 'R12: one open request per member and limit', right: async (tx) => { await limitRequest({ outcome: "'raised'", decidedBy: 'them' })(tx); await limitRequest()(tx) }, wrong: async (tx) => { await limitRequest()(tx); await limitRequest()(tx) } },
  { guard: 'spending_limit_requests_workspace_id_workspaces_id_fk', why: 'the workspace exists', right: limitRequest(), wrong: limitRequest({}, () => 999_999) },
  { guard: 'spending_limit_requests_requested_by_users_id_fk', why: 'the requester exists', right: limitRequest(), wrong: limitRequest({ by: '999999' }) },
  { guard: 'spending_limit_requests_decided_by_users_id_fk', why: 'the decider exists', right: limitRequest({ outcome: "'raised'", decidedBy: 'them' }), wrong: limitRequest({ outcome: "'raised'", decidedBy: '999999' }) },
  { guard: 'spending_limit_requests_sane', why: 'a request is for at least one credit', right: limitRequest({ credits: '1' }), wrong: limitRequest({ credits: '0' }) },
  { guard: 'spending_limit_requests_decided', why: 'a decision has a decider', right: limitRequest({ outcome: "'raised'", decidedBy: 'them' }), wrong: limitRequest({ outcome: "'raised'" }) },
]

/** The constraint that refuses a statement, or the message of its trigger. The statement is always rolled back. */
async function refusedBy(statement: Statement): Promise<string> {
  let refused = 'nothing'
  await sql
    .begin(async (tx) => {
      await statement(tx)
      throw new Error('roll back')
    })
    .catch((error: Error) => {
      if (error instanceof postgres.PostgresError)
        refused = brokenConstraint(error) ?? withoutShard(error.message)
      else if (error.message !== 'roll back') throw error
    })
  return refused
}

/** Citus shortens the end of longer names, to add the shard's number. */
const MAX_NAME = 45

const messages: Record<string, string> = {
  credit_entries_chain: 'does not follow from the',
  credit_entries_append_only: 'on credit_entries is refused: the ledger is append-only',
  credit_notes_append_only: 'on credit_notes is refused: the ledger is append-only',
  credit_metadata_append_only: 'on credit_metadata is refused: the ledger is append-only',
  credit_holds_kept: 'on credit_holds is refused: the ledger is append-only',
  credit_lots_kept: 'on credit_lots is refused: the ledger is append-only',
  credit_lot_changes_kept: 'on credit_lot_changes is refused: the ledger is append-only',
  credit_holds_entry_new: 'a captured hold has an entry of its amount',
  credit_holds_entry_changed: 'a captured hold has an entry of its amount',
}

describe('each guard of the ledger', () => {
  it.each(guards)('$why ($guard)', async ({ guard, right, wrong }) => {
    expect(await refusedBy(right)).toBe('nothing')
    const expected =
      guard === 'credit_holds_settle_once'
        ? /settled hold stays|never changes/
        : (messages[guard] ?? guard.slice(0, MAX_NAME))
    expect(await refusedBy(wrong)).toMatch(expected)
  })

  it('every guard in the database is tested here', async () => {
    const rows = await sql<{ name: string }[]>`
      select conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
      where (t.relname like 'credit\\_%' or t.relname like 'spending\\_limit%') and t.relnamespace = 'public'::regnamespace and contype <> 'n'
      union
      select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      where x.indisunique and (t.relname like 'credit\\_%' or t.relname like 'spending\\_limit%') and t.relnamespace = 'public'::regnamespace
      union
      select tgname from pg_trigger g join pg_class t on t.oid = g.tgrelid
      where not tgisinternal and (t.relname like 'credit\\_%' or t.relname like 'spending\\_limit%') and t.relnamespace = 'public'::regnamespace
      order by 1`
    // On Citus, a trigger that also fires on TRUNCATE is two (plan.ts: forShards).
    const names = new Set(rows.map(({ name }) => name.replace(/_truncate$/, '')))
    expect([...new Set(guards.map(({ guard }) => guard))].toSorted()).toEqual([...names].toSorted())
  })
})

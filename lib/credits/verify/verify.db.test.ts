import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect } from '@/db/client'
import { movedBack } from '@/db/testing'
import { runRandomCommands } from '@/simulation/ledger/random-commands.ts'
import { closeLanes, post } from '../post.ts'
import { accepted, charge, grant, hold, makeWorkspace } from '../testing.ts'
import { checkLedger, readLastLedgerCheck, readLedgerFindings } from './record.ts'
import { verifyLedger } from './verify.ts'

const sql = connect({ max: 2 })
let live: number[] = []

beforeAll(async () => {
  live = await runRandomCommands(sql, 7)
})
afterAll(async () => {
  await closeLanes()
  await sql.end({ timeout: 5 })
  await disconnect()
})

describe('verification', () => {
  it('R10: finds no difference after months of random commands, cycles and disputes', async () => {
    const verified = await verifyLedger({ only: live })
    expect(verified.differences).toEqual([])
    expect(verified.workspaces).toBe(live.length)
    expect(verified.entries).toBeGreaterThan(400)
  })

  it('reads each workspace from one snapshot, so spending during the check is not a difference', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 10_000 })
    const spending = Promise.all(
      Array.from({ length: 40 }, async () => {
        for (let i = 0; i < 25; i++) await post(workspaceId, charge(1))
      }),
    )
    for (let i = 0; i < 5; i++) {
      expect((await verifyLedger({ only: [workspaceId] })).differences).toEqual([])
    }
    await spending
  })
})

type TestAccount = { id: number; openHold: string; capturedHold: string }

/** A bit of everything: entries 1 allowance, 2 charge, 3 capture, 4 pack, 5 charge of 80 (9 of it extra), 6 pack. */
async function makeAccount(): Promise<TestAccount> {
  const { workspaceId: id } = await makeWorkspace()
  await post(id, charge(5))
  const capturedHold = accepted(await post(id, hold(9))).holdId ?? ''
  await post(id, { type: 'capture', holdId: capturedHold, credits: 6, units: 2 })
  await post(id, grant(50))
  const openHold = accepted(await post(id, hold(18))).holdId ?? ''
  await post(id, charge(80))
  await post(id, grant(30))
  return { id, openHold, capturedHold }
}

/** Changes rows as faulty memory, a disk error or a manual edit would: the database's own guards are off. */
async function corrupt(change: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await change(tx)
  })
}

type Corruption = {
  what: string
  by: (tx: postgres.TransactionSql, account: TestAccount) => Promise<unknown>
  named: RegExp[]
}

const corruptions: Corruption[] = [
  {
    what: 'an entry is skipped',
    by: async (tx, { id }) => {
      await tx`update credit_entries set seq = 7 where workspace_id = ${id} and seq = 6`
      await tx`update credit_lots set seq = 7 where workspace_id = ${id} and seq = 6`
      await tx`update credit_accounts set seq = 7 where workspace_id = ${id}`
    },
    named: [/^entry number 6 7$/],
  },
  {
    what: 'the balance after the last entry is wrong',
    by: (tx, { id }) =>
      tx`update credit_entries set balance_after = balance_after + 1 where workspace_id = ${id} and seq = 6`,
    named: [/^balance after entry 6 89 90$/],
  },
  {
    what: 'an amount was changed together with all that follows from it',
    by: async (tx, { id }) => {
      await tx`update credit_entries set amount = -4 where workspace_id = ${id} and seq = 2`
      await tx`update credit_entries set balance_after = balance_after + 1 where workspace_id = ${id} and seq >= 2`
      await tx`update credit_usage set credits = credits - 1 where workspace_id = ${id}`
    },
    named: [/^allowance left 1 0$/],
  },
  {
    what: 'allowance left is wrong',
    by: (tx, { id }) =>
      tx`update credit_accounts set allowance_left = allowance_left + 5 where workspace_id = ${id}`,
    named: [/^allowance left 0 5$/],
  },
  {
    what: 'extra credits left are wrong',
    by: (tx, { id }) =>
      tx`update credit_accounts set extra_left = extra_left + 5, extra_used = extra_used - 5 where workspace_id = ${id}`,
    named: [/^extra credits used 9 4$/],
  },
  {
    what: 'held credits are wrong',
    by: (tx, { id }) => tx`update credit_accounts set held = held - 1 where workspace_id = ${id}`,
    named: [/^held 18 17$/],
  },
  {
    what: 'an open hold has a smaller amount',
    by: (tx, { openHold }) => tx`update credit_holds set amount = amount - 1 where id = ${openHold}`,
    named: [/^held 17 18$/],
  },
  {
    what: 'frozen credits belong to no lot',
    by: (tx, { id }) =>
      tx`update credit_accounts set frozen = 3, allowance_left = allowance_left where workspace_id = ${id}`,
    named: [/^frozen 0 3$/],
  },
  {
    what: 'the number of the last entry is wrong',
    by: (tx, { id }) => tx`update credit_accounts set seq = 5 where workspace_id = ${id}`,
    named: [/^number of the last entry 6 5$/],
  },
  {
    what: 'granted credits of the cycle are wrong',
    by: (tx, { id }) => tx`update credit_accounts set granted = 90 where workspace_id = ${id}`,
    named: [/^granted in this cycle 100 90$/],
  },
  {
    what: 'the cycle ends at the wrong time',
    by: (tx, { id }) =>
      tx.unsafe(
        `update credit_accounts set cycle_end = ${movedBack('cycle_end', '-1 day')} where workspace_id = ${id}`,
      ),
    named: [/^end of the running cycle /],
  },
  {
    what: 'the cycles are missing',
    by: (tx, { id }) => tx`delete from credit_cycles where workspace_id = ${id}`,
    named: [
      /^granted in this cycle 0 100$/,
      /^end of the running cycle none written down /,
      /^first entry of the first cycle 1 none$/,
      /^start of the running cycle none written down /,
      /^usage on .* nothing 91 credits, /,
    ],
  },
  {
    what: 'an allowance is not at the start of its cycle',
    by: (tx, { id }) =>
      tx.unsafe(
        `update credit_entries set at = ${movedBack('at', '-1 ms')} where workspace_id = ${id} and seq = 1`,
      ),
    named: [/^time of entry 1 within its cycle of /],
  },
  {
    what: 'the rollup total is too high',
    by: (tx, { id }) => tx`update credit_usage set credits = credits + 1 where workspace_id = ${id}`,
    named: [/^usage on .* 91 credits, 3 times, 4 units, entries 2 to 5 92 credits, /],
  },
  {
    what: 'the rollup has the wrong range of entries',
    by: (tx, { id }) => tx`update credit_usage set last_seq = 4 where workspace_id = ${id}`,
    named: [/^usage on .* entries 2 to 5 91 .* entries 2 to 4$/],
  },
  {
    what: 'a row of the rollup is missing',
    by: (tx, { id }) => tx`delete from credit_usage where workspace_id = ${id}`,
    named: [/^usage on .* nothing$/],
  },
  {
    what: 'a captured hold has another amount than its entry',
    by: (tx, { capturedHold }) => tx`update credit_holds set captured = 7 where id = ${capturedHold}`,
    named: [/^entry of captured hold \S+ -7 .* -6 /],
  },
  {
    what: 'an entry captured two holds',
    by: (tx, { id, capturedHold }) => tx`
      insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start, actor_id,
        action, units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq)
      select ${id}, gen_random_uuid(), input_hash, state, amount, from_extra, captured, cycle_start, actor_id, action,
        units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq
      from credit_holds where id = ${capturedHold}`,
    named: [/^holds captured by entry 3 1 2$/],
  },
  {
    what: 'a capture has no hold',
    by: (tx, { capturedHold }) =>
      tx`update credit_holds set state = 2, captured = 0, entry_seq = 0 where id = ${capturedHold}`,
    named: [/^holds captured by entry 3 1 0$/],
  },
  {
    what: 'a lot is larger than its grant',
    by: (tx, { id }) =>
      tx`update credit_lots set granted = 51, taken_back = 1 where workspace_id = ${id} and seq = 4`,
    named: [
      /^lot of entry 4 50 51$/,
      /^taken back of lot \S+ 0 1$/,
      /^changes of lot 4 0 taken back, 0 frozen 1 taken back, 0 frozen$/,
    ],
  },
  {
    what: 'a lot change exists that never happened',
    by: (tx, { id }) =>
      tx`insert into credit_lot_changes (workspace_id, seq, at, taken_back, frozen) values (${id}, 6, now(), 0, 5)`,
    named: [/^changes of lot 6 0 taken back, 5 frozen 0 taken back, 0 frozen$/],
  },
  {
    what: 'R18: a lot counts credits as expired that did not expire',
    by: (tx, { id }) => tx`update credit_lots set expired = 1 where workspace_id = ${id} and seq = 4`,
    named: [/^extra credits that ended with their lots at most 0 1$/],
  },
  {
    what: 'lots overlap',
    by: (tx, { id }) =>
      tx`update credit_lots set from_credit = 49, to_credit = 79 where workspace_id = ${id} and seq = 6`,
    // An overlap always comes with a gap at the end, which is reported too.
    named: [/^end of the last lot 80 79$/, /^start of lot 6 50 49$/],
  },
  {
    what: 'there is a gap between lots',
    by: async (tx, { id }) => {
      await tx`update credit_lots set from_credit = 51, to_credit = 81 where workspace_id = ${id} and seq = 6`
      await tx`update credit_accounts set extra_end = 81, extra_left = extra_left + 1 where workspace_id = ${id}`
      await tx`update credit_entries set amount = 31, extra_amount = 31, balance_after = balance_after + 1
        where workspace_id = ${id} and seq = 6`
      await tx`update credit_lots set granted = 31 where workspace_id = ${id} and seq = 6`
    },
    named: [/^start of lot 6 50 51$/],
  },
  {
    what: 'the last lot is too short',
    by: (tx, { id }) => tx`update credit_lots set to_credit = 79 where workspace_id = ${id} and seq = 6`,
    named: [/^end of the last lot 80 79$/],
  },
  {
    what: 'credits of an expired lot can still be spent',
    by: async (tx, { id }) => {
      await tx`update credit_lots set expires_at = granted_at where workspace_id = ${id} and seq = 4`
    },
    named: [/^unspent in ended lot 4 0 \d+$/],
  },
  {
    what: 'the next lot expiry is not recorded',
    by: (tx, { id }) => tx`update credit_accounts set next_lot_expiry = null where workspace_id = ${id}`,
    named: [/^next end of a lot .* none$/],
  },
  {
    what: 'live credits count as expired',
    by: (tx, { id }) => tx`update credit_accounts set extra_expired = 3 where workspace_id = ${id}`,
    named: [/^extra credits ended at most 0 3$/],
  },
]

describe('verification reports each kind of damage and nothing else', () => {
  it.each(corruptions)('R10: $what', async ({ by, named }) => {
    const one = await makeAccount()
    expect((await verifyLedger({ only: [one.id] })).differences).toEqual([])
    await corrupt((tx) => by(tx, one))
    const { differences } = await verifyLedger({ only: [one.id] })
    expect(differences.map(({ what, expected, found }) => `${what} ${expected} ${found}`)).toEqual(
      named.map((pattern) => expect.stringMatching(pattern)),
    )
  })
})

describe('the nightly check', () => {
  it('stores each difference for operators, and its own run', async () => {
    const { id } = await makeAccount()
    await corrupt((tx) => tx`update credit_accounts set held = held + 2 where workspace_id = ${id}`)
    const verified = await checkLedger()
    const last = await readLastLedgerCheck()
    expect(last).toMatchObject({ entries: verified.entries, differences: verified.differences.length })
    expect(last?.finishedAt).toBeInstanceOf(Date)
    const findings = await readLedgerFindings(last?.id ?? 0)
    expect(findings.filter(({ workspaceId }) => workspaceId === id)).toMatchObject([
      { what: 'held', expected: '18', found: '20' },
    ])
  })
})

import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect } from '@/db/client'
import { onCitus } from '@/db/testing'
import { closeAnnouncer } from '@/lib/realtime/announce.ts'
import { inputHash, keyId } from '../decide/keys.ts'
import type { Command } from '../model.ts'
import { charge, grant, hold, makeWorkspace, settleLot } from '../testing.ts'
import { verifyLedger } from '../verify/verify.ts'
import { Lane } from './lane.ts'

const sql = connect({ max: 2 })
const plain = new Lane(async () => false)
/** Sends the statements that Citus routes to a shard; they are valid on any PostgreSQL. */
const routed = new Lane(async () => true)
afterAll(async () => {
  await Promise.all([plain.close(), routed.close(), sql.end({ timeout: 5 }), closeAnnouncer(), disconnect()])
})

const START = Date.UTC(2026, 0, 31, 12)
const DAY = 86_400_000
const setClock = (at: number) =>
  sql.unsafe(
    `create or replace function market_now() returns timestamptz language sql stable as
      $$select timestamptz '${new Date(at).toISOString()}'$$`,
  )
beforeAll(() => setClock(START))

/** Free text in every form that a quoting mistake would change. */
const REASON = `It's "both"\\, {a,b}, 'quoted' \\' and $1 -- ; NULL`
const METADATA = JSON.stringify({ order: `O'Brien "\\" {x}`, empty: '' })

type Step = { afterDays: number; commands: Command[] }

/** Every command, alone and together, over three cycles. */
function story(): Step[] {
  const pack = grant(500)
  const gift = grant(40, { kind: 'promotion', reason: REASON, expiry: { kind: 'months', months: 2 } })
  const [first, second, third] = [hold(30), hold(45, undefined, 20 * DAY), hold(5)]
  const once = charge(7, undefined, { metadata: METADATA })
  return [
    { afterDays: 0, commands: [{ type: 'touch' }, charge(10), once, once, first, second] },
    { afterDays: 0, commands: [pack, gift, charge(60), third] },
    {
      afterDays: 1,
      commands: [
        { type: 'capture', holdId: first.key, credits: 25, units: 2 },
        { type: 'release', holdId: third.key },
        { type: 'renew', holdId: second.key, leaseMs: 30 * DAY },
        charge(5_000),
      ],
    },
    {
      afterDays: 1,
      commands: [settleLot(pack, { disputed: 300 }), settleLot(pack, { disputed: 100, returned: 50 })],
    },
    { afterDays: 30, commands: [charge(3), charge(4, undefined, { action: 2 }), charge(5)] },
    {
      afterDays: 1,
      commands: [
        { type: 'capture', holdId: second.key, credits: 45, units: 1 },
        {
          type: 'deduct',
          key: keyId('d'),
          inputHash: inputHash([9]),
          credits: 9,
          actorId: 3,
          reason: REASON,
        },
        settleLot(gift, { returned: 10, reason: REASON }),
      ],
    },
    {
      afterDays: 40,
      commands: [
        { type: 'set-funding', allowance: 300, fundedUntil: null, partlyFundedUntil: null, spendUntil: null },
        { type: 'touch' },
        grant(20),
        charge(1),
      ],
    },
  ]
}

const TABLES = {
  credit_accounts: 'workspace_id',
  credit_entries: 'seq',
  credit_cycles: 'first_seq',
  credit_holds: 'opened_at, amount',
  credit_lots: 'seq',
  credit_lot_changes: 'seq, at',
  credit_usage: 'cycle_start, day, action, actor_id',
  credit_notes: 'seq',
  credit_metadata: 'seq',
}

/** Keys of entries that no command brought are made of the workspace’s id. */
async function stored(workspaceId: number): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {}
  for (const [table, order] of Object.entries(TABLES))
    rows[table] = await sql.unsafe(
      `select to_jsonb(t) - 'workspace_id' - 'key' as row from ${table} t where workspace_id = $1 order by ${order}`,
      [workspaceId],
    )
  return JSON.parse(JSON.stringify(rows))
}

describe('R53: the statements of a sharded database', () => {
  it.skipIf(onCitus('Citus refuses the statements for many workspaces'))(
    'answer and store the same as those for many workspaces',
    async () => {
      const one = await makeWorkspace({ allowance: 200 }, START - 1_000)
      const two = await makeWorkspace({ allowance: 200 }, START - 1_000)
      let at = START
      for (const { afterDays, commands } of story()) {
        at += afterDays * DAY + 1_000
        await setClock(at)
        const post = (lane: Lane, workspaceId: number) =>
          Promise.all(
            commands.map((command) => lane.post(workspaceId, command).catch((error: Error) => error.message)),
          )
        const expected = await post(plain, one.workspaceId)
        expect(await post(routed, two.workspaceId)).toEqual(expected)
      }
      const expected = await stored(one.workspaceId)
      expect(await stored(two.workspaceId)).toEqual(expected)
      for (const table of Object.keys(TABLES)) expect(expected[table], table).not.toHaveLength(0)
      expect((await verifyLedger({ only: [one.workspaceId, two.workspaceId] })).differences).toEqual([])
    },
  )

  it('each name one workspace as a constant, and the transactions of several run at the same time', async () => {
    const workspaces = await Promise.all(Array.from({ length: 6 }, () => makeWorkspace({ allowance: 1_000 })))
    await setClock(Date.now())
    const ids = workspaces.map(({ workspaceId }) => workspaceId)
    // A new one: the first batch, before it knows the database, must not hold up the others.
    const lane = new Lane(async () => true)
    const [blocked = 0, ...free] = ids
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const holder = sql.begin(async (tx: postgres.TransactionSql) => {
      await tx`select from credit_accounts where workspace_id = ${blocked} for update`
      isHeld()
      await until
    })
    await held
    let isAnswered = false
    const waiting = Promise.all(Array.from({ length: 20 }, () => lane.post(blocked, charge(1))))
    waiting.then(() => {
      isAnswered = true
    })
    // Others don't wait for the locked one, in their own order.
    const others = await Promise.all(
      free.map((id) => Promise.all(Array.from({ length: 40 }, () => lane.post(id, charge(1))))),
    )
    for (const outcomes of others)
      expect(outcomes.map((outcome) => outcome.ok && outcome.seq)).toEqual(
        Array.from({ length: 40 }, (_, i) => i + 2),
      )
    expect(isAnswered).toBe(false)
    release()
    await holder
    expect((await waiting).map((outcome) => outcome.ok && outcome.seq)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 2),
    )
    await lane.close()
  })

  it('R11: one refused or broken command does not fail the others of its batch', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 10 })
    const broken = charge(1, undefined, { action: 99_999 })
    const outcomes = await Promise.allSettled(
      [charge(4), broken, charge(50), charge(5)].map((command) => routed.post(workspaceId, command)),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(outcomes[2]).toMatchObject({ value: { ok: false } })
    expect((await verifyLedger({ only: [workspaceId] })).differences).toEqual([])
  })
})

import { sql as query } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect, inWorkspace } from '@/db/client'
import { runRandomCommands } from '@/simulation/ledger/random-commands.ts'
import { readStored } from '@/simulation/ledger/stored'
import { balanceOf } from '../model.ts'
import { closeLanes } from '../post.ts'
import { writeHistory } from '../read/history.ts'
import { charge, grant, hold, makeWorkspace, settleLot } from '../testing.ts'
import { readExplanation } from './explain.ts'
import type { Explanation } from './model.ts'

const DAY = 86_400_000
const sql = connect({ max: 2 })
afterAll(async () => {
  await closeLanes()
  await sql.end({ timeout: 5 })
  await disconnect()
})

const why = (workspaceId: number, at: number) =>
  inWorkspace(workspaceId, (tx) => readExplanation(tx, workspaceId, at))

const adds = ({ cycle, sums }: Explanation) =>
  sums.reduce((credits, sum) => credits + sum.amount, cycle?.opening ?? 0)

describe('readExplanation', () => {
  const anchor = Date.now() - 40 * DAY
  const boundary = () => new Date(anchor)
  const pack = grant(50, { expiry: { kind: 'never' } })
  const { subjectId } = pack
  const [running, done] = [hold(30), hold(8)]
  let id = 0
  let secondCycle = 0

  beforeAll(async () => {
    id = (await makeWorkspace({ allowance: 100 }, anchor)).workspaceId
    const next = boundary()
    next.setUTCMonth(next.getUTCMonth() + 1)
    secondCycle = next.getTime()
    await writeHistory(id, [
      { at: anchor + DAY, command: charge(40) },
      { at: anchor + 2 * DAY, command: pack },
      { at: anchor + 3 * DAY, command: settleLot(pack, { disputed: 50 }) },
      { at: anchor + 5 * DAY, command: settleLot(pack, {}) },
      { at: anchor + 6 * DAY, command: charge(70, undefined, { rateVersion: 2 }) },
      { at: anchor + 7 * DAY, command: running },
      { at: anchor + 7 * DAY + 1, command: done },
      { at: anchor + 8 * DAY, command: { type: 'capture', holdId: done.key, credits: 8, units: 1 } },
      { at: secondCycle + DAY, command: charge(5) },
      { at: secondCycle + 2 * DAY, command: { type: 'release', holdId: running.key } },
    ])
  })

  it('returns an empty balance before the first entry', async () => {
    expect(await why(id, anchor - 1)).toMatchObject({ balance: 0, cycle: null, lastSeq: 0, latest: [] })
  })

  it('returns the allowance at the exact instant of a reset', async () => {
    expect(await why(id, anchor)).toMatchObject({ balance: 100, allowanceLeft: 100, lastSeq: 1 })
    expect(await why(id, secondCycle - 1)).toMatchObject({ balance: 32, available: 2, held: 30 })
    expect(await why(id, secondCycle)).toMatchObject({ balance: 132, available: 102, held: 30 })
  })

  it('R18: shows a pack that was frozen then, although no entry records it', async () => {
    const before = await why(id, anchor + 3 * DAY - 1)
    expect(before).toMatchObject({ allowanceLeft: 60, extraLeft: 50, frozen: 0, available: 110 })
    const during = await why(id, anchor + 4 * DAY)
    expect(during).toMatchObject({ balance: 110, allowanceLeft: 60, extraLeft: 0, frozen: 50, available: 60 })
    expect(during.lots).toMatchObject([{ subjectId, left: 0, frozen: 50 }])
    const after = await why(id, anchor + 5 * DAY)
    expect(after.lots).toMatchObject([{ subjectId, left: 50, frozen: 0 }])
  })

  it('R13: lists work in progress then, whatever its outcome', async () => {
    const then = await why(id, anchor + 7 * DAY + 2)
    expect(then).toMatchObject({ balance: 40, held: 38, available: 2, extraLeft: 2, openHolds: 2 })
    expect(then.holds.map((one) => [one.id, one.amount, one.fromExtra])).toEqual([
      [running.key, 30, 30],
      [done.key, 8, 8],
    ])
    expect(await why(id, anchor + 8 * DAY)).toMatchObject({ balance: 32, held: 30, openHolds: 1 })
  })

  it('returns an earlier cycle, its entries and the rate card versions that priced them', async () => {
    const then = await why(id, anchor + 8 * DAY)
    expect(then.cycle).toMatchObject({ start: anchor, end: secondCycle, firstSeq: 1, opening: 0 })
    expect(then.rateVersions).toEqual([1, 2])
    expect(then.latest.map((entry) => entry.seq)).toEqual([5, 4, 3, 2, 1])
    const later = await why(id, secondCycle + 2 * DAY)
    expect(later.cycle).toMatchObject({ start: secondCycle, opening: 32 })
    expect(later).toMatchObject({ balance: 127, held: 0, allowanceLeft: 95, extraLeft: 32 })
    expect(adds(later)).toBe(127)
  })

  it('R35: shows nothing of another workspace', async () => {
    const { workspaceId } = await makeWorkspace()
    const seen = await inWorkspace(workspaceId, (tx) => readExplanation(tx, id, anchor + 8 * DAY))
    expect(seen).toMatchObject({ balance: 0, cycle: null, lots: [], holds: [] })
  })

  it('reads one cycle of entries by the primary key, however many came before', async () => {
    const { rows } = await inWorkspace(id, async (tx) => {
      await tx.execute(query`set local enable_seqscan = off`)
      return {
        rows: await tx.execute(query`explain select kind, sum(amount) from credit_entries
          where workspace_id = ${id} and seq between 6 and 8 group by kind`),
      }
    })
    expect(JSON.stringify(rows)).toContain('credit_entries_workspace_id_seq_pk')
  })
})

describe('readExplanation, at any instant of months of random commands', () => {
  type Seen = { id: number; at: number; state: object; holds: string[] }
  const seen: Seen[] = []

  beforeAll(async () => {
    await runRandomCommands(sql, 11, async (ids) => {
      const [now] = await sql<{ at: number }[]>`select date_part('epoch', market_now()) * 1000 as at`
      for (const id of ids) seen.push({ id, at: now?.at ?? 0, ...(await stateOf(id)) })
    })
  })

  async function stateOf(id: number): Promise<Pick<Seen, 'state' | 'holds'>> {
    const { account, lots, holds } = await readStored(sql, id)
    const { allowanceLeft, extraLeft, held, frozen, seq, extraUsed } = account
    const open = holds.flatMap((one) => (one.state === 0 ? [one.id] : []))
    const state = {
      balance: balanceOf(account),
      ...{ allowanceLeft, extraLeft, held, frozen, lastSeq: seq },
      lots: lots
        .map((lot) => ({
          ...{ seq: lot.seq, takenBack: lot.takenBack, frozen: lot.frozen, expiresAt: lot.expiresAt },
          left: Math.max(0, lot.toCredit - Math.max(lot.fromCredit, extraUsed)),
        }))
        .filter((lot) => lot.left > 0 || lot.frozen > 0)
        .toSorted((a, b) => a.seq - b.seq),
      openHolds: open.length,
    }
    return { state, holds: open }
  }

  it('matches every bucket, lot and hold stored at that instant', async () => {
    for (const { id, at, state, holds } of seen) {
      const explained = await why(id, at)
      const { balance, allowanceLeft, extraLeft, held, frozen, lastSeq } = explained
      const lots = explained.lots.map(({ seq, takenBack, frozen, expiresAt, left }) => ({
        ...{ seq, takenBack, frozen, expiresAt, left },
      }))
      expect({
        ...{ balance, allowanceLeft, extraLeft, held, frozen, lastSeq },
        lots: lots.toSorted((a, b) => a.seq - b.seq),
        openHolds: explained.openHolds,
      }).toEqual(state)
      // The list is cut off, the sums are not.
      expect(holds).toEqual(expect.arrayContaining(explained.holds.map((one) => one.id)))
      expect(adds(explained)).toBe(balance)
      expect(explained.extraInOlderLots).toBe(0)
    }
    expect(seen.length).toBeGreaterThan(150)
  })

  it('returns parts that add up between two instants', async () => {
    const [last] = seen.slice(-1)
    const first = seen[0]?.at ?? 0
    for (let i = 0; i < 60; i += 1) {
      const at = Math.round(first + ((last?.at ?? 0) - first) * (i / 60))
      const explained = await why(last?.id ?? 0, at)
      expect(adds(explained)).toBe(explained.balance)
      expect(
        Math.min(explained.allowanceLeft, explained.extraLeft, explained.held, explained.frozen),
      ).toBeGreaterThanOrEqual(0)
      expect(explained.lots.reduce((credits, lot) => credits + lot.left, explained.extraInOlderLots)).toBe(
        explained.extraLeft,
      )
    }
  })
})

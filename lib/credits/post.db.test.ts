import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { closeLanes, post } from './post.ts'
import { closeReader, readAccount } from './read/read.ts'
import { accepted, charge, grant, hold, makeWorkspace, settleLot } from './testing.ts'

afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

type Stored = { seq: number; amount: number; balance_after: number }

async function entries(workspaceId: number): Promise<Stored[]> {
  const rows = await system().execute(
    sql`select seq, amount, balance_after from credit_entries where workspace_id = ${workspaceId} order by seq`,
  )
  return rows as unknown as Stored[]
}

describe('posting', () => {
  it('R11: of 200 simultaneous charges against a balance for 50, exactly 50 succeed, numbered without a gap', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 1_000 })
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => post(workspaceId, charge(20))))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(50)
    const stored = await entries(workspaceId)
    expect(stored.map((entry) => entry.seq)).toEqual(Array.from({ length: 51 }, (_, i) => i + 1))
    expect(stored.at(-1)?.balance_after).toBe(0)
    expect(stored.reduce((sum, entry) => sum + entry.amount, 0)).toBe(0)
  })

  it('R12: the same key is charged once, in one batch and in several, and gives the first result', async () => {
    const { workspaceId } = await makeWorkspace()
    const once = charge(20, 'same')
    const together = await Promise.all([post(workspaceId, once), post(workspaceId, once)])
    const later = accepted(await post(workspaceId, once))
    expect(together.map((outcome) => accepted(outcome).seq)).toEqual([2, 2])
    expect(later).toMatchObject({ replayed: true, seq: 2, balanceAfter: 80 })
    expect(await entries(workspaceId)).toHaveLength(2)
  })

  it('R12: the same key with other input is an error, and a refusal is not remembered', async () => {
    const { workspaceId } = await makeWorkspace()
    await post(workspaceId, charge(20, 'k'))
    expect(await post(workspaceId, charge(30, 'k'))).toMatchObject({ ok: false, code: 'key-reused' })
    const tooMuch = charge(150, 'big')
    expect(await post(workspaceId, tooMuch)).toMatchObject({
      ok: false,
      code: 'insufficient',
      cost: 150,
      left: 80,
    })
    await post(workspaceId, grant(100))
    expect(await post(workspaceId, tooMuch)).toMatchObject({ ok: true, balanceAfter: 30 })
  })

  it('R11: a refused command does not block a smaller one after it', async () => {
    const { workspaceId } = await makeWorkspace()
    const [large, small] = await Promise.all([post(workspaceId, charge(101)), post(workspaceId, charge(100))])
    expect(large).toMatchObject({ ok: false })
    expect(small).toMatchObject({ ok: true, balanceAfter: 0 })
  })

  it('R13: a hold captured in part returns the rest and settles exactly once', async () => {
    const { workspaceId } = await makeWorkspace()
    const held = accepted(await post(workspaceId, hold(9)))
    expect(held).toMatchObject({ balanceAfter: 100, availableAfter: 91 })
    const holdId = held.holdId ?? ''
    const races = await Promise.all([
      post(workspaceId, { type: 'capture', holdId, credits: 6, units: 20 }),
      post(workspaceId, { type: 'release', holdId }),
      post(workspaceId, { type: 'capture', holdId, credits: 6, units: 20 }),
    ])
    expect(races).toMatchObject([
      { ok: true, availableAfter: 94 },
      { ok: false, code: 'hold-settled' },
      { ok: true, replayed: true },
    ])
    expect(await post(workspaceId, { type: 'capture', holdId, credits: 7, units: 20 })).toMatchObject({
      ok: false,
    })
    expect((await entries(workspaceId)).map((entry) => entry.amount)).toEqual([100, -6])
  })

  it('R10: the database refuses to change, delete or empty the entries', async () => {
    const { workspaceId } = await makeWorkspace()
    const db = system()
    const attempts = [
      sql`update credit_entries set amount = 0 where workspace_id = ${workspaceId}`,
      sql`delete from credit_entries where workspace_id = ${workspaceId}`,
      sql`truncate credit_entries cascade`,
    ]
    for (const attempt of attempts) {
      await expect(db.execute(attempt)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('append-only') },
      })
    }
  })

  it('a command that the database refuses does not fail the others in its batch', async () => {
    const { workspaceId } = await makeWorkspace()
    const twice = grant(10)
    await post(workspaceId, twice)
    // Another key for the same purchase: the unique constraint on lots refuses it.
    const doubled = { ...grant(10), subjectId: twice.subjectId }
    const results = await Promise.allSettled([
      post(workspaceId, charge(1)),
      post(workspaceId, doubled),
      post(workspaceId, charge(1)),
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await entries(workspaceId)).at(-1)?.balance_after).toBe(108)
  })
  it('a command that fails an assertion does not fail the others in its batch', async () => {
    const { workspaceId } = await makeWorkspace()
    const results = await Promise.allSettled([
      post(workspaceId, charge(1)),
      post(workspaceId, charge(1.5)),
      post(workspaceId, charge(1)),
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await entries(workspaceId)).map((entry) => entry.amount)).toEqual([100, -1, -1])
  })

  it('R18: a dispute won after later packs were spent leaves every credit in a lot', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 0 })
    const [first, second, third] = [grant(100), grant(100), grant(50)]
    await post(workspaceId, first)
    await post(workspaceId, charge(30))
    await post(workspaceId, second)
    await post(workspaceId, third)
    await post(workspaceId, settleLot(first, { disputed: 100 }))
    await post(workspaceId, charge(100))
    await post(workspaceId, settleLot(first, {}))
    const lots = await system().execute(
      sql`select from_credit::int as "from", to_credit::int as "to" from credit_lots
        where workspace_id = ${workspaceId} order by seq`,
    )
    expect([...lots]).toEqual([
      { from: 0, to: 100 },
      { from: 100, to: 200 },
      { from: 200, to: 250 },
    ])
  })

  it('R16: the expiry of a pack does not depend on the other commands of its batch', async () => {
    const ends = []
    for (const together of [true, false]) {
      const { workspaceId } = await makeWorkspace()
      await post(workspaceId, grant(50, { expiry: { kind: 'never' } }))
      await post(workspaceId, charge(150))
      const { cycleStart: start } = await readAccount(workspaceId)
      const cycle = { start, allowance: 300, changes: [] }
      await post(workspaceId, {
        type: 'set-funding',
        allowance: 300,
        fundedUntil: null,
        spendUntil: null,
        cycle,
      })
      const first = post(workspaceId, hold(40))
      if (!together) await first
      const pack = accepted(await post(workspaceId, grant(10)))
      const [lot] = await system().execute(
        sql`select expires_at from credit_lots where workspace_id = ${workspaceId} and seq = ${pack.seq}`,
      )
      ends.push(lot?.expires_at)
    }
    expect(ends).toEqual([null, null])
  })
})

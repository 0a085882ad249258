import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { valuations } from '@/db/schema'
import { onCitus } from '@/db/testing'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { availableOf } from '@/lib/credits/model'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'
import { hold } from '@/lib/credits/testing'
import { readLimitUse, reserveUnits } from '@/lib/plan-limits/limits'
import { sweepHolds } from './sweep-holds.ts'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const owners = { valuation: valuations }

/** The lease has already ended, as if the process had died immediately. */
const LAPSED_MS = -1_000

async function holdFor(workspaceId: number, kind: keyof typeof subjectIds, leaseMs: number): Promise<string> {
  const command = { ...hold(20, randomUUID(), leaseMs), subjectKind: subjectIds[kind] }
  await post(workspaceId, command)
  return command.key
}

/** Stores the result that a hold pays for. */
const storeValuation = (workspaceId: number, holdId: string) =>
  system().execute(sql`
    insert into valuations (workspace_id, id, label, zip_code, home, valued_on, hold_id, created_by)
    select ${workspaceId}, ${randomUUID()}, '1 Oak St', '98103', '{}', '2015-03-31', ${holdId}, min(id) from users`)

const left = async (workspaceId: number) => availableOf(await readAccount(workspaceId))

describe('sweepHolds', () => {
  it('R13: releases a hold whose lease has ended, once', async () => {
    const { workspaceId } = await makeSubscriber('starter', 100)
    const holdId = await holdFor(workspaceId, 'image', LAPSED_MS)
    await Promise.all([sweepHolds(owners), sweepHolds(owners)])
    expect(await left(workspaceId)).toBe(100)
    expect(await post(workspaceId, { type: 'capture', holdId, credits: 20, units: 1 })).toMatchObject({
      code: 'hold-settled',
    })
  })

  it('skips live work, and work that its feature settles', async () => {
    const { workspaceId } = await makeSubscriber('starter', 100)
    await holdFor(workspaceId, 'image', 60_000)
    await storeValuation(workspaceId, await holdFor(workspaceId, 'valuation', LAPSED_MS))
    await sweepHolds(owners)
    expect(await left(workspaceId)).toBe(60)
  })

  it('does not release a hold that was renewed in the meantime', async () => {
    const { workspaceId } = await makeSubscriber('starter', 100)
    const holdId = await holdFor(workspaceId, 'image', LAPSED_MS)
    await post(workspaceId, { type: 'renew', holdId, leaseMs: 60_000 })
    expect(await post(workspaceId, { type: 'release', holdId, onlyIfLapsed: true })).toMatchObject({
      ok: true,
      credits: 0,
    })
    expect(await left(workspaceId)).toBe(80)
  })

  it('R3: releases a limit reservation whose lease has ended, unless its work was stored', async () => {
    const { workspaceId } = await makeSubscriber('essentials', 0)
    const { cycleStart } = await readAccount(workspaceId)
    const counted = { workspaceId, cycleStart: new Date(cycleStart), units: 1, limit: 10 }
    const leaseUntil = new Date(Date.now() + LAPSED_MS)
    const count = async (metric: 'emails' | 'reports', kind: SubjectKind) => {
      const id = randomUUID()
      await reserveUnits({ ...counted, id, metric, subjectKind: subjectIds[kind], leaseUntil })
      return id
    }
    await count('emails', 'campaign')
    await storeValuation(workspaceId, await count('reports', 'valuation'))
    await count('reports', 'api')
    await sweepHolds(owners)
    const use = await readLimitUse(system(), workspaceId, new Date(cycleStart))
    expect(use).toContainEqual({ metric: 'emails', used: 0, reserved: 0 })
    expect(use).toContainEqual({ metric: 'reports', used: 0, reserved: 1 })
  })

  it.skipIf(onCitus('the coordinator’s plan doesn’t show the indexes of the shards'))(
    'finds expired leases by an index, without reading all holds',
    async () => {
      const plan = await system().transaction(async (tx) => {
        await tx.execute(sql`set local enable_seqscan = off`)
        return tx.execute<{ 'QUERY PLAN': string }>(
          sql`explain select 1 from credit_holds where state = 0 and lease_until < (select ${marketNow}) order by lease_until limit 500`,
        )
      })
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
        /credit_holds_open\b[\s\S]*Index Cond: \(lease_until </,
      )
    },
  )
})

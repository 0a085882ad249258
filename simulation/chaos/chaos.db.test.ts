import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '@/db/client'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { dropSimulationDatabase, makeSimulationDatabase } from '../processes/database'
import { runSeeds } from './chaos'
import type { SeedReport } from './run'

/** A few seeds of `npm run stripe:chaos`, which runs many. */
const [FIRST, SEEDS] = [1, 3]
const KINDS_AT_LEAST = 6
/** The file's own database: it can be copied on Citus, which the template can't be twice at a time. */
const serverUrl = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL ?? ''
const name = `chaos_${process.pid}`

beforeAll(async () => {
  process.env.DATABASE_URL = await makeSimulationDatabase(serverUrl, name)
  delete process.env.DATABASE_DIRECT_URL
}, 120_000)
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await dropSimulationDatabase(serverUrl, name)
})

describe('customers of a failing Stripe', () => {
  it('R17, R18, R27, R30: end with the same ledger as without faults, and with the credits they paid for', async () => {
    const reports: SeedReport[] = []
    const { events, differences, neverFired, faults } = await runSeeds(FIRST, SEEDS, (report) => {
      reports.push(report)
    })
    expect(
      reports.flatMap(({ seed, differences }) => differences.map((text) => `seed ${seed}: ${text}`)),
    ).toEqual([])
    expect(differences).toBe(0)
    expect(events).toBeGreaterThan(50)
    expect(Object.keys(faults).length - neverFired.length).toBeGreaterThanOrEqual(KINDS_AT_LEAST)
    expect((await verifyLedger()).differences).toEqual([])
  }, 180_000)
})

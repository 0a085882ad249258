import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultKinds } from '@/simulation/ledger/faults'
import { dropSimulationDatabase, makeSimulationDatabase } from './database'
import { simulate } from './simulate'
import { DatabaseWorld } from './world'

/**
 * A few seeds of `npm run ledger:simulate` on the tests' own server, which is never stopped, and without killed
 * workers; crash.db.test.ts does both. Whether a cut hits depends on how commands are batched, so not every kind must
 * occur.
 */
const [FIRST, SEEDS, WORKERS] = [8, 3, 3]
const KINDS_AT_LEAST = 8
/** The file's own database: it can be copied on Citus, which the template can't be twice at a time. */
const serverUrl = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL ?? ''
const name = `simulation_${process.pid}`
let world: DatabaseWorld

beforeAll(async () => {
  const url = await makeSimulationDatabase(serverUrl, name)
  process.env.DATABASE_URL = url
  delete process.env.DATABASE_DIRECT_URL
  world = new DatabaseWorld(url, WORKERS, null)
  await world.start()
}, 180_000)
afterAll(async () => {
  await world.stop()
  await dropSimulationDatabase(serverUrl, name)
})

describe('the ledger under faults', () => {
  it('R10-R19: matches an independent model, whatever is cut, killed or repeated', async () => {
    const summary = await simulate(world, {
      first: FIRST,
      seeds: SEEDS,
      workers: WORKERS,
      mayStopServer: false,
    })
    expect(summary.violations).toEqual([])
    expect(faultKinds.filter((kind) => summary.counts[kind]).length).toBeGreaterThanOrEqual(KINDS_AT_LEAST)
    expect(summary.commands).toBeGreaterThan(150)
  }, 180_000)
})

import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { type ChaosFault, faultKinds } from './faults'
import { runSeed, type SeedReport } from './run'
import { WEBHOOK_SECRET } from './stripe-emulator'

/** With fewer seeds, a fault may not have had a chance to occur. */
const SEEDS_FOR_EVERY_FAULT = 30

export type Summary = {
  seeds: number
  events: number
  differences: number
  faults: Record<ChaosFault, number>
  steps: Record<string, number>
  neverFired: ChaosFault[]
}

/**
 * Runs the given seeds in the database of DATABASE_URL, which must be exclusive and have a stopped clock
 * (simulation/processes/database.ts).
 */
export async function runSeeds(
  first: number,
  seeds: number,
  onSeed: (report: SeedReport) => void,
): Promise<Summary> {
  setTestEnv({
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_TAX: 'on',
    STRIPE_PROMOTION_CODES: 'on',
  })
  await seedCatalog(system())
  const faults = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<ChaosFault, number>
  const steps: Record<string, number> = {}
  const summary = { seeds, events: 0, differences: 0, faults, steps }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await runSeed(seed).catch((error: unknown) => crashed(seed, error))
    summary.events += report.events
    summary.differences += report.differences.length
    for (const kind of faultKinds) faults[kind] += report.faults[kind] ?? 0
    for (const [kind, times] of Object.entries(report.steps)) steps[kind] = (steps[kind] ?? 0) + times
    onSeed(report)
  }
  return { ...summary, neverFired: faultKinds.filter((kind) => faults[kind] === 0) }
}

const crashed = (seed: number, error: unknown): SeedReport => ({
  seed,
  events: 0,
  faults: {},
  steps: {},
  differences: [`it failed: ${error instanceof Error ? error.stack : String(error)}`],
})

/** The command: prints the results and returns the exit code. */
export async function chaos(first: number, seeds: number): Promise<number> {
  const { events, differences, faults, steps, neverFired } = await runSeeds(first, seeds, (report) => {
    if (report.differences.length > 0) console.log(`seed ${report.seed} (replay: --seed ${report.seed})`)
    for (const difference of report.differences) console.log(`  ${difference}`)
  })
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  for (const [kind, times] of Object.entries({ ...faults, ...steps }))
    console.log(`${String(times).padStart(7)}  ${kind}`)
  const silent = seeds >= SEEDS_FOR_EVERY_FAULT ? neverFired : []
  if (silent.length > 0) console.log(`never occurred: ${silent.join(', ')}`)
  const count = (value: number) => value.toLocaleString('en')
  console.log(`${count(seeds)} seeds, ${count(events)} events, ${count(differences)} differences`)
  return differences > 0 || silent.length > 0 ? 1 : 0
}

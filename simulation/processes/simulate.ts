import { type FaultCounts, type FaultKind, faultKinds } from '@/simulation/ledger/faults'
import { runSeed, type SeedReport, type World } from '@/simulation/ledger/run'
import { workloadOf } from '@/simulation/ledger/workload'

export type Summary = {
  seeds: number
  commands: number
  counts: FaultCounts
  /** One line each, with the seed that shows it. */
  violations: string[]
  neverFired: FaultKind[]
}

type Options = {
  first: number
  seeds: number
  workers: number
  mayStopServer: boolean
  /** Stop at the first violation. */
  stopAtFirst?: boolean
  onSeed?: (report: SeedReport) => void
}

/** Runs the seeds one after the other and adds up the results. */
export async function simulate(world: World, options: Options): Promise<Summary> {
  const { first, seeds, workers, mayStopServer, stopAtFirst = false, onSeed } = options
  const summary: Summary = { seeds: 0, commands: 0, counts: {}, violations: [], neverFired: [] }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await runSeed(world, workloadOf(seed, { workers, mayStopServer }))
    onSeed?.(report)
    summary.seeds += 1
    summary.commands += report.commands
    for (const kind of faultKinds) {
      summary.counts[kind] = (summary.counts[kind] ?? 0) + (report.counts[kind] ?? 0)
    }
    summary.violations.push(...report.violations.map((text) => `seed ${seed}: ${text}`))
    if (stopAtFirst && summary.violations.length > 0) break
  }
  summary.neverFired = faultKinds.filter(
    (kind) => !summary.counts[kind] && (mayStopServer || kind !== 'server stopped immediately'),
  )
  return summary
}

export function totalFaults(counts: FaultCounts): number {
  return Object.values(counts).reduce((sum, times) => sum + times, 0)
}

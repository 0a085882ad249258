import { post } from '@/lib/credits/post'
import { work } from '@/lib/credits/testing'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { drive, interleave, type Load, median, quantile, ratio } from '../harness.ts'

const goals = { hot64: 60, hot256: 100, spread64: 15, spread256: 25, single: 1.5 }
const P99_GOAL_MS = 15

/** As on a sharded database in its smallest use: a few busy workspaces on different shards (R53). */
const FEW = 4

/** Charges through the product's own function, compared with one transaction per charge. */
export async function charges({ sql, baseline, report, size }: Bench): Promise<void> {
  const [hot = 0, ...spread] = await openAccounts(sql, size.spreadWorkspaces + 1)
  await baseline?.copyAccounts([hot, ...spread])
  const oneWorkspace = () => hot
  const fewWorkspaces = () => spread[Math.floor(Math.random() * FEW)] ?? hot
  const anyWorkspace = () => spread[Math.floor(Math.random() * spread.length)] ?? hot
  const counted = { ours: 0, baseline: 0 }

  const compare = async (atLeast: number | null, label: string, callers: number, pick: () => number) => {
    report.log(`charges: ${label}`)
    const load = { callers, forMs: size.roundMs }
    const chargeOurs = async () => {
      const done = await drive(load, async () => {
        const outcome = await post(pick(), { type: 'charge', ...work(1) })
        report.check(outcome.ok, 'a charge was refused despite sufficient credits')
      })
      counted.ours += done.count
      return done
    }
    if (!baseline) {
      const { ours } = await interleave(size.rounds, { ours: chargeOurs })
      report.add(`charges, ${label}: ours`, median(ours.map(perSecond)), 'per second')
      return ours
    }
    const { ours, naive } = await interleave(size.rounds, {
      ours: chargeOurs,
      naive: async () => {
        const done = await drive(load, () => baseline.charge(pick(), work(1)))
        counted.baseline += done.count
        return done
      },
    })
    const [fast, slow] = [ours.map(perSecond), naive.map(perSecond)]
    report.add(`charges, ${label}`, ratio(fast, slow), 'x', atLeast === null ? undefined : { atLeast })
    report.add(`charges, ${label}: ours`, median(fast), 'per second')
    report.add(`charges, ${label}: baseline`, median(slow), 'per second')
    return ours
  }

  await compare(goals.hot64, 'one workspace, 64 callers', 64, oneWorkspace)
  const crowd = await compare(goals.hot256, 'one workspace, 256 callers', 256, oneWorkspace)
  const p99 = median(crowd.map((round) => quantile(round.waitsMs, 0.99)))
  report.add('latency of a charge, one workspace, 256 callers, p99', p99, 'ms', { atMost: P99_GOAL_MS })
  await compare(null, `${FEW} workspaces, 256 callers`, 256, fewWorkspaces)
  const many = `${size.spreadWorkspaces.toLocaleString('en-US')} workspaces`
  await compare(goals.spread64, `${many}, 64 callers`, 64, anyWorkspace)
  await compare(goals.spread256, `${many}, 256 callers`, 256, anyWorkspace)
  await compare(goals.single, 'one caller', 1, oneWorkspace)

  const written = [['public', counted.ours] as const, ['naive', counted.baseline] as const]
  for (const [schema, count] of baseline ? written : written.slice(0, 1)) {
    const [row] = await sql<{ written: number }[]>`
      select count(*)::int as written from ${sql(`${schema}.credit_entries`)}
      where kind = 1 and workspace_id = any(${[hot, ...spread]}::int[])`
    report.check(
      row?.written === count,
      `${count} charges were acknowledged and ${row?.written} written (${schema})`,
    )
    for (const difference of await differences(sql, schema)) report.check(false, difference)
  }
}

const perSecond = (load: Load) => load.perSecond

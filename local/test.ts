import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment } from './clean-environment'
import { restoringTsconfig } from './start/build'
import { type Child, startChild } from './start/children'
import { ROOT } from './start/settings/settings'
import { add, type Counts, countCheck, formatCounts } from './test/results/counts'
import { type Failure, formatFailures } from './test/results/failures'
import { GROUPS, type Group, type Stage, stages } from './test/stages'

/**
 * `npm test`: runs all checks stage by stage, prints a line for each, and at the end what failed and the total. The browser and the build for
 * the browser tests are prepared while earlier stages run.
 * `npm test -- --only unit,database [arguments for the runner]` runs some stages. `npm test -- --changed` runs the tests
 * affected by uncommitted changes. `npm test -- --only database --pooler` runs database tests through PgBouncer.
 */
const DATA_DIR = join(ROOT, '.data', 'test')
const STAGE_LIMIT_MS = 75 * 60_000

let running: Child | null = null
let preparing: Child | null = null
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())

const { only, more, changed, pooler } = readArguments(process.argv.slice(2))
rmSync(DATA_DIR, { recursive: true, force: true })
mkdirSync(DATA_DIR, { recursive: true })

let total: Counts = { passed: 0, failed: 0, skipped: 0 }
const failures: Failure[] = []
const selected = stages(DATA_DIR, { more, changed, pooler }).filter(({ group }) => only.includes(group))
for (const [at, stage] of selected.entries()) {
  if (stopped) break
  // Static checks read the whole tree and are quick, so nothing is built meanwhile.
  if (stage.group !== 'static') prepareFor(selected.slice(at))
  total = add(total, await runStage(stage))
}
if (failures.length > 0) console.log(`\n${formatFailures(failures)}\n`)
console.log(formatCounts(total))
process.exit(total.failed > 0 || stopped ? 1 : 0)

/** Starts the preparation of a later stage early. */
function prepareFor(stages: Stage[]): void {
  const args = stages.find(({ prepare }) => prepare)?.prepare
  if (!args || preparing) return
  preparing = startChild({ name: 'prepare-browser-tests', dataDir: DATA_DIR, args, env: cleanEnvironment() })
}

async function runStage(stage: Stage): Promise<Counts> {
  const startedAt = performance.now()
  const { succeeded, output } = await restoringTsconfig(() => runAll(stage))
  const counts = stopped ? countCheck(false) : stage.count(succeeded)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (counts.failed > 0) {
    console.log(output)
    failures.push(...(stage.failures?.() ?? []))
  }
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${stage.name.padEnd(15)} ${formatCounts(counts)}, ${seconds} s`,
  )
  return counts
}

async function runAll(stage: Stage): Promise<{ succeeded: boolean; output: string }> {
  const output: string[] = []
  try {
    if (stage.prepare && preparing) {
      const ending = await preparing.ended
      if (ending.code !== 0) return { succeeded: false, output: readFileSync(preparing.log, 'utf8') }
    }
    const env = { ...cleanEnvironment(), ...stage.extra?.(), NO_COLOR: '1' }
    for (const args of stage.programs) {
      const name = stage.name.replaceAll(' ', '-')
      running = startChild({ name, dataDir: DATA_DIR, args, env })
      const limit = setTimeout(() => running?.stop(), STAGE_LIMIT_MS)
      const ending = await running.ended
      clearTimeout(limit)
      output.push(readFileSync(running.log, 'utf8'))
      if (ending.code !== 0) return { succeeded: false, output: output.join('') }
    }
    return { succeeded: true, output: output.join('') }
  } catch (error) {
    return { succeeded: false, output: error instanceof Error ? error.message : String(error) }
  } finally {
    running = null
  }
}

async function stop(): Promise<void> {
  if (stopped) return
  stopped = true
  // Runners treat this as Ctrl-C: they stop their workers and clean up.
  await Promise.all([running?.stop('SIGINT'), preparing?.stop()])
}

type Arguments = { only: Group[]; more: string[]; changed: boolean; pooler: boolean }

function readArguments(given: string[]): Arguments {
  const pooler = given.includes('--pooler')
  const args = given.filter((argument) => argument !== '--pooler')
  const changed = args[0] === '--changed'
  const [flag, groups = '', ...more] = changed ? args.slice(1) : args
  if (flag === undefined) return { only: [...GROUPS], more: [], changed, pooler }
  const wanted = groups.split(',')
  const unknown = wanted.filter((name) => !GROUPS.some((group) => group === name))
  if (flag !== '--only' || unknown.length > 0) {
    console.error(
      `Usage: npm test -- [--changed] [--only ${GROUPS.join(',')} [--pooler] [arguments for the runner]]`,
    )
    process.exit(2)
  }
  return { only: GROUPS.filter((group) => wanted.includes(group)), more, changed, pooler }
}

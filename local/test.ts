import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment } from './clean-environment'
import { keepingTsconfig } from './keep-tsconfig'
import { type Child, startChild } from './start/children'
import { ROOT } from './start/settings/settings'
import { add, type Counts, countCheck, inWords } from './test/counts'
import { GROUPS, type Group, type Stage, stages } from './test/stages'

/**
 * `npm test`: every check, stage by stage, with a line for each and the count as the last line. The browser and the build
 * that the browser tests need are prepared while the stages before them run.
 * `npm test -- --only unit,database [arguments for the runner]` runs some stages. `npm test -- --changed` runs the tests that
 * the uncommitted change can affect.
 */
const DATA_DIR = join(ROOT, '.data', 'test')
const STAGE_LIMIT_MS = 45 * 60_000

let running: Child | null = null
let preparing: Child | null = null
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())

const { only, more, changed } = readArguments(process.argv.slice(2))
rmSync(DATA_DIR, { recursive: true, force: true })
mkdirSync(DATA_DIR, { recursive: true })

let total: Counts = { passed: 0, failed: 0, skipped: 0 }
const wanted = stages(DATA_DIR, { more, changed }).filter(({ group }) => only.includes(group))
for (const [at, stage] of wanted.entries()) {
  if (stopped) break
  // The static checks read the whole tree and are short: nothing is built under their eyes.
  if (stage.group !== 'static') prepareFor(wanted.slice(at))
  total = add(total, await perform(stage))
}
console.log(inWords(total))
process.exit(total.failed > 0 || stopped ? 1 : 0)

/** Starts what a later stage needs, so that it is ready when its turn comes. */
function prepareFor(stages: Stage[]): void {
  const args = stages.find(({ prepare }) => prepare)?.prepare
  if (!args || preparing) return
  preparing = startChild({ name: 'prepare-browser-tests', dataDir: DATA_DIR, args, env: cleanEnvironment() })
}

async function perform(stage: Stage): Promise<Counts> {
  const begun = performance.now()
  const { succeeded, output } = await keepingTsconfig(() => runAll(stage))
  const counts = stopped ? countCheck(false) : stage.count(succeeded)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  if (counts.failed > 0) console.log(output)
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${stage.name.padEnd(15)} ${inWords(counts)}, ${seconds} s`,
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
  // The runners take this as Ctrl-C: they end their workers and put away what they set up.
  await Promise.all([running?.stop('SIGINT'), preparing?.stop()])
}

function readArguments(given: string[]): { only: Group[]; more: string[]; changed: boolean } {
  const changed = given[0] === '--changed'
  const [flag, groups = '', ...more] = changed ? given.slice(1) : given
  if (flag === undefined) return { only: [...GROUPS], more: [], changed }
  const wanted = groups.split(',')
  const unknown = wanted.filter((name) => !GROUPS.some((group) => group === name))
  if (flag !== '--only' || unknown.length > 0) {
    console.error(
      `Use npm test -- [--changed] [--only ${GROUPS.join(',')} [arguments for the runner]]. Stages are separated by commas.`,
    )
    process.exit(2)
  }
  return { only: GROUPS.filter((group) => wanted.includes(group)), more, changed }
}

import type { Command, Outcome } from '@/lib/credits/model'
import { type Attempt, advance, explain, isUnknown } from './candidates.ts'
import { differences } from './check.ts'
import { count, type Fault, type FaultCounts } from './faults.ts'
import { type ModelState, openModel } from './model-state.ts'
import type { Stored } from './stored.ts'
import type { Opened, Round, Scenario } from './workload.ts'

export type Posted = { workspaceId: number; command: Command }
/** A worker's answer to one command: an outcome; unknown, to be repeated; or an unexpected error. */
export type Answer = { outcome: Outcome } | { unknown: string } | { failed: string }

/** The ledger under test, with its workers and the means to disrupt it. */
export type World = {
  open(workspaces: readonly Opened[], oneLane: boolean): Promise<number[]>
  setClock(at: number): Promise<void>
  disturb(faults: readonly Fault[], workspaceIds: readonly number[]): Promise<void>
  /** Sends a worker all commands in one turn. Always answers within a time limit. */
  post(worker: number, posts: readonly Posted[]): Promise<Answer[]>
  /** Whether a connection of the worker could have been cut since the last call of `disturb`. */
  mayHaveBeenCut(worker: number): boolean
  /** Waits until a server that was stopped runs again. */
  serverUp(): Promise<void>
  read(workspaceId: number): Promise<Stored>
  /** What a second, independent check of the stored data finds. */
  verify(workspaceIds: readonly number[]): Promise<string[]>
  takeCounts(): Promise<FaultCounts>
}

export type SeedReport = { seed: number; commands: number; counts: FaultCounts; violations: string[] }

const MAX_ATTEMPTS = 8

export async function runSeed(world: World, scenario: Scenario): Promise<SeedReport> {
  const ids = await world.open(scenario.workspaces, scenario.oneLane)
  const models = new Map<number, ModelState[]>(
    scenario.workspaces.map(({ anchorAt, funding, timeZone }, i) => [
      i,
      [openModel(anchorAt, funding, timeZone)],
    ]),
  )
  const run = { world, ids, models, commands: 0, violations: [] as string[] }
  for (const [number, round] of scenario.rounds.entries()) {
    await runRound(run, round, scenario.workers)
    if (run.violations.length > 0) {
      run.violations = run.violations.map((text) => `round ${number + 1}: ${text}`)
      break
    }
  }
  if (run.violations.length === 0) await checkStored(run)
  const counts = await world.takeCounts()
  for (const [kind, times] of Object.entries(scenario.counts)) count(counts, kind as keyof FaultCounts, times)
  return { seed: scenario.seed, commands: run.commands, counts, violations: run.violations }
}

type Run = {
  world: World
  ids: number[]
  models: Map<number, ModelState[]>
  commands: number
  violations: string[]
}

type SentGroup = Attempt & { workspace: number; worker: number }

async function runRound(run: Run, { at, movedTo, groups, faults }: Round, workers: number): Promise<void> {
  const { world, ids } = run
  await world.setClock(at)
  await world.disturb(faults, ids)
  const sent = Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const mine = groups.filter((group) => group.worker === worker)
      const flat = mine.flatMap(({ workspace, commands }) =>
        commands.map((command) => ({ workspace, command })),
      )
      const answers = await ask(run, worker, flat)
      return mine.map((group): SentGroup => {
        const own = answers.filter((_, i) => flat[i]?.workspace === group.workspace)
        return { ...group, answers: own, mayRepeat: world.mayHaveBeenCut(worker) }
      })
    }),
  )
  if (movedTo !== null) await world.setClock(movedTo)
  const attempts = (await sent).flat()
  const instants = movedTo === null ? [at] : [at, movedTo]
  for (const workspace of ids.keys())
    settle(
      run,
      workspace,
      attempts.filter((attempt) => attempt.workspace === workspace),
      instants,
    )
  for (const attempt of attempts) if (isUnknown(attempt)) await askAgain(run, attempt, workers, movedTo ?? at)
}

/** An unknown outcome is resolved by repeating the command on another worker (R12). */
async function askAgain(
  run: Run,
  { workspace, worker, commands }: SentGroup,
  workers: number,
  at: number,
): Promise<void> {
  for (let asking = 1; asking <= MAX_ATTEMPTS; asking += 1) {
    if (run.violations.length > 0) return
    // The first repetition may meet the outage. How long a server takes to start says nothing about the ledger.
    if (asking > 1) await run.world.serverUp()
    const other = (worker + asking) % workers
    const posts = commands.map((command) => ({ workspace, command }))
    const answers = await ask(run, other, posts)
    const attempt = { commands, answers, mayRepeat: run.world.mayHaveBeenCut(other) }
    settle(run, workspace, [attempt], [at])
    if (!isUnknown(attempt)) return
  }
  run.violations.push(`workspace ${workspace}: no outcome after ${MAX_ATTEMPTS} attempts`)
}

async function ask(
  run: Run,
  worker: number,
  posts: readonly { workspace: number; command: Command }[],
): Promise<(Outcome | null)[]> {
  if (posts.length === 0) return []
  run.commands += posts.length
  const answers = await run.world.post(
    worker,
    posts.map(({ workspace, command }) => ({ workspaceId: run.ids[workspace] ?? 0, command })),
  )
  return answers.map((answer) => {
    if ('failed' in answer) run.violations.push(`worker ${worker}: ${answer.failed}`)
    return 'outcome' in answer ? answer.outcome : null
  })
}

function settle(
  run: Run,
  workspace: number,
  attempts: readonly Attempt[],
  instants: readonly number[],
): void {
  if (attempts.length === 0 || run.violations.length > 0) return
  const before = run.models.get(workspace) ?? []
  const after = advance(before, attempts, instants)
  if (after.length > 0) run.models.set(workspace, after)
  else {
    const [model] = before
    const lines = model ? explain(model, attempts, instants[0] ?? 0) : []
    run.violations.push(`workspace ${workspace}: no order of the commands explains the answers`, ...lines)
  }
}

async function checkStored(run: Run): Promise<void> {
  for (const [workspace, workspaceId] of run.ids.entries()) {
    const stored = await run.world.read(workspaceId)
    const found = (run.models.get(workspace) ?? []).map((model) => differences(model, stored))
    if (found.some((list) => list.length === 0)) continue
    const nearest = found.sort((a, b) => a.length - b.length)[0] ?? ['there is no candidate state']
    run.violations.push(...nearest.slice(0, 10).map((text) => `workspace ${workspace}: ${text}`))
  }
  run.violations.push(...(await run.world.verify(run.ids)))
}

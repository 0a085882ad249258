import type { Command, Funding } from '@/lib/credits/model'
import { type CommandHistory, emptyHistory, nextCommand } from './commands.ts'
import { count, type Fault, type FaultCounts } from './faults.ts'
import { type Random, randomOf } from './random.ts'

/** Commands for one workspace sent to one worker in the same turn: written together or not at all. */
type Group = { worker: number; workspace: number; commands: Command[] }

export type Round = {
  /** The product's time when the round begins. */
  at: number
  /** The time it is moved to while the commands run; null: it stays stopped. */
  movedTo: number | null
  groups: Group[]
  faults: Fault[]
}

export type Opened = { anchorAt: number; funding: Funding; timeZone: string }

export type Scenario = {
  seed: number
  workers: number
  workspaces: Opened[]
  /** Workspaces that share a lane are written in one batch. */
  oneLane: boolean
  rounds: Round[]
  /** Faults that are part of the workload itself. */
  counts: FaultCounts
}

export type WorkloadOptions = { workers: number; mayStopServer: boolean }

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Every simulation starts here: on the 31st, so that short months matter. */
const BEGIN = Date.parse('2027-01-31T12:00:00Z')
const zones = ['UTC', 'America/Los_Angeles', 'Australia/Sydney', 'Europe/London']

/** Everything a seed does, planned in advance: nothing depends on how the run proceeds. */
export function workloadOf(seed: number, options: WorkloadOptions): Scenario {
  const random = randomOf(seed)
  const counts: FaultCounts = {}
  const workspaces = Array.from({ length: random.int(1, 4) }, () => opened(random))
  const history = workspaces.map(({ funding, anchorAt }) => emptyHistory(funding.allowance, anchorAt))
  const stopIn = options.mayStopServer && seed % 20 === 7 ? random.int(2, 6) : -1
  const rounds: Round[] = []
  let at = BEGIN
  for (let number = 0; number < random.int(9, 13); number += 1) {
    at = moveClock(random, at, workspaces, counts)
    const groups = history.flatMap((one, workspace) => groupsFor(random, one, workspace, at, options, counts))
    const movedTo =
      number !== stopIn && random.chance(0.12) ? at + random.pick([HOUR, 10 * DAY, 40 * DAY]) : null
    if (movedTo !== null) count(counts, 'clock moved during commands')
    const faults = faultsFor(random, options.workers, workspaces.length)
    if (number === stopIn) faults.push({ at: 'host', kind: 'server stopped immediately' })
    rounds.push({ at, movedTo, groups, faults })
    at = movedTo ?? at
  }
  return { seed, workers: options.workers, workspaces, oneLane: random.chance(0.6), rounds, counts }
}

function opened(random: Random): Opened {
  const anchorAt = BEGIN - random.pick([1_000, HOUR, DAY, 15 * DAY, 27 * DAY]) - random.int(0, 999)
  const allowance = random.pick([0, 60, 100, 200])
  const fundedUntil = random.chance(0.2) ? BEGIN + random.int(1, 60) * DAY : null
  const spendUntil = random.chance(0.2) ? BEGIN + random.int(1, 60) * DAY : null
  return { anchorAt, funding: { allowance, fundedUntil, spendUntil }, timeZone: random.pick(zones) }
}

function moveClock(random: Random, at: number, workspaces: readonly Opened[], counts: FaultCounts): number {
  const how = random.weighted({ stay: 3, little: 5, days: 3, boundary: 2, months: 1, back: 0.5 })
  if (how === 'stay') return at
  if (how === 'little') return at + random.int(1, 5_000) * 1000
  if (how === 'days') return at + random.int(1, 9) * DAY
  if (how === 'months') {
    count(counts, 'clock past a cycle end')
    return at + random.int(30, 100) * DAY
  }
  if (how === 'back') {
    count(counts, 'clock set back')
    return at - random.int(1, 3 * 24) * HOUR
  }
  count(counts, 'clock past a cycle end')
  // To the exact instant of a boundary, or next to it.
  const { anchorAt, funding } = random.pick(workspaces)
  const ends = [funding.spendUntil, funding.fundedUntil].filter((end) => end !== null && end > at)
  const end = ends.length > 0 && random.chance(0.5) ? random.pick(ends) : nextBoundary(anchorAt, at)
  return Math.max(at, (end ?? at) + random.pick([-1, 0, 1, 1000]))
}

/** Whole seconds after the anchor's day of the next month. */
function nextBoundary(anchorAt: number, at: number): number {
  const months = Math.floor((at - anchorAt) / (30.5 * DAY)) + 1
  const boundary = new Date(anchorAt)
  boundary.setUTCMonth(boundary.getUTCMonth() + months)
  return boundary.getTime()
}

function groupsFor(
  random: Random,
  history: CommandHistory,
  workspace: number,
  at: number,
  { workers }: WorkloadOptions,
  counts: FaultCounts,
): Group[] {
  const first = random.int(0, workers - 1)
  const racers = random.chance(0.25) ? random.int(2, Math.min(3, workers)) : 1
  if (racers > 1) count(counts, 'several workers on one workspace')
  const groups = Array.from({ length: racers }, (_, i) => ({
    worker: (first + i) % workers,
    workspace,
    commands: commandsFor(random, history, at, racers > 1 ? 3 : 6, counts),
  }))
  const [one, other] = groups
  if (one && other && random.chance(0.5)) {
    // The same request at the same time in another process.
    other.commands.push(random.pick(one.commands))
    count(counts, 'same command simultaneously')
  }
  return groups
}

function commandsFor(
  random: Random,
  history: CommandHistory,
  at: number,
  most: number,
  counts: FaultCounts,
): Command[] {
  const commands: Command[] = []
  const length = random.int(1, most)
  while (commands.length < length) {
    const [before] = history.commands.length > 0 && random.chance(0.12) ? [random.pick(history.commands)] : []
    if (before) count(counts, 'same command later')
    const command = before ?? nextCommand(random, history, at)
    commands.push(command)
    if (!random.chance(0.06)) continue
    commands.push(command)
    count(counts, 'same command simultaneously')
  }
  return commands
}

function faultsFor(random: Random, workers: number, workspaces: number): Fault[] {
  const faults: Fault[] = []
  const kind = random.weighted({
    none: 8,
    cut: 3,
    commit: 1.5,
    kill: 0.25,
    killCommit: 0.15,
    server: 2.5,
    slow: 0.3,
  })
  const worker = random.int(0, workers - 1)
  const workspace = random.int(0, workspaces - 1)
  // A batch is about twenty messages: most faults hit one, some the next.
  const message = random.int(1, 26)
  const cuts = ['before', 'within', 'after'] as const
  if (kind === 'cut') {
    const cut = `connection cut ${random.pick(cuts)} a message` as const
    faults.push({ at: 'wire', worker, fault: { kind: cut, message } })
  } else if (kind === 'commit')
    faults.push({ at: 'wire', worker, fault: { kind: 'answer to a commit lost' } })
  else if (kind === 'kill') faults.push({ at: 'wire', worker, fault: { kind: 'worker killed', message } })
  else if (kind === 'killCommit')
    faults.push({ at: 'wire', worker, fault: { kind: 'worker killed after a commit' } })
  else if (kind === 'server') {
    const failure = random.pick(['serialization failure', 'deadlock'] as const)
    faults.push({ at: 'server', fault: { kind: failure, workspace } })
  } else if (kind === 'slow') faults.push({ at: 'server', fault: { kind: 'statement timeout', workspace } })
  return faults
}

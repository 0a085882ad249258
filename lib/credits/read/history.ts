import { isSharded } from '@/db/distribute/sharding'
import { assert } from '@/lib/core/assert'
import { applyCommands } from '../decide/apply-commands.ts'
import {
  type Command,
  type Hold,
  holdStates,
  type LedgerChange,
  type Loaded,
  type Lot,
  type LotChange,
  type StartedCycle,
} from '../model.ts'
import { connectOnce } from '../posting/connection.ts'
import { load } from '../posting/load.ts'
import { write } from '../posting/write.ts'

export type Step = { at: number; command: Command }

/**
 * Writes history for an account that has none, with the same rules and statements as live commands, at the given times.
 * For demo data and tests. Steps must be in order of time; a refused step is a mistake of the caller.
 */
export async function writeHistory(workspaceId: number, steps: readonly Step[]): Promise<void> {
  const sql = connectOnce()
  try {
    const sharded = await isSharded(sql)
    const { byWorkspace } = await load(sql, [{ workspaceId, commands: [] }], sharded)
    const first = byWorkspace.get(workspaceId)
    assert(first?.account.seq === 0, `workspace ${workspaceId} has an account without entries`)
    await write(sql, [replay(first, steps)], sharded)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const heldExtraOf = (holds: readonly Hold[]) =>
  holds.reduce((credits, hold) => credits + (hold.state === holdStates.open ? hold.fromExtra : 0), 0)

/** Runs the steps in order, in memory, and collects what they would write. */
function replay(first: Loaded, steps: readonly Step[]): LedgerChange {
  let loaded = first
  const entries: LedgerChange['entries'] = []
  const usage: LedgerChange['usage'] = []
  const cycles = new Map<number, StartedCycle>()
  const holds = new Map<string, Hold>()
  const lots = new Map<number, Lot>()
  const lotChanges: LotChange[] = []
  for (const { at, command } of steps) {
    const change = applyCommands(loaded, [command], at)
    const refused = change.outcomes.find((outcome) => !outcome.ok)
    assert(!refused, `every step of the history is accepted: ${JSON.stringify(refused)}`)
    entries.push(...change.entries)
    usage.push(...change.usage)
    lotChanges.push(...change.lotChanges)
    const heldBefore = heldExtraOf(loaded.holds)
    for (const cycle of change.cycles)
      cycles.set(cycle.firstSeq, { ...cycle, heldExtra: cycle.heldExtra + heldBefore })
    for (const hold of [...change.newHolds, ...change.changedHolds]) holds.set(hold.id, hold)
    for (const lot of [...change.newLots, ...change.changedLots]) lots.set(lot.seq, lot)
    loaded = {
      account: change.account,
      lots: [...lots.values()],
      holds: [...holds.values()],
      entriesByKey: new Map(),
    }
  }
  return {
    before: first.account,
    account: loaded.account,
    entries,
    usage,
    cycles: [...cycles.values()],
    outcomes: [],
    newHolds: [...holds.values()],
    changedHolds: [],
    newLots: [...lots.values()],
    changedLots: [],
    lotChanges,
  }
}

import { assert } from '@/lib/core/assert'
import { plan } from '../decide/plan.ts'
import {
  type BegunCycle,
  type Command,
  type Hold,
  holdStates,
  type Loaded,
  type Lot,
  type LotChange,
  type Planned,
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
    const { byWorkspace } = await load(sql, [{ workspaceId, commands: [] }])
    const first = byWorkspace.get(workspaceId)
    assert(first?.account.seq === 0, `workspace ${workspaceId} has an account without entries`)
    await write(sql, [replay(first, steps)])
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const heldExtraOf = (holds: readonly Hold[]) =>
  holds.reduce((credits, hold) => credits + (hold.state === holdStates.open ? hold.fromExtra : 0), 0)

/** Runs the steps in order, in memory, and collects what they would write. */
function replay(first: Loaded, steps: readonly Step[]): Planned {
  let loaded = first
  const entries: Planned['entries'] = []
  const usage: Planned['usage'] = []
  const cycles = new Map<number, BegunCycle>()
  const holds = new Map<string, Hold>()
  const lots = new Map<number, Lot>()
  const lotChanges: LotChange[] = []
  for (const { at, command } of steps) {
    const planned = plan(loaded, [command], at)
    const refused = planned.outcomes.find((outcome) => !outcome.ok)
    assert(!refused, `every step of the history is accepted: ${JSON.stringify(refused)}`)
    entries.push(...planned.entries)
    usage.push(...planned.usage)
    lotChanges.push(...planned.lotChanges)
    const heldBefore = heldExtraOf(loaded.holds)
    for (const cycle of planned.cycles)
      cycles.set(cycle.firstSeq, { ...cycle, heldExtra: cycle.heldExtra + heldBefore })
    for (const hold of [...planned.newHolds, ...planned.changedHolds]) holds.set(hold.id, hold)
    for (const lot of [...planned.newLots, ...planned.changedLots]) lots.set(lot.seq, lot)
    loaded = {
      account: planned.account,
      lots: [...lots.values()],
      holds: [...holds.values()],
      seen: new Map(),
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

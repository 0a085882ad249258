import type postgres from 'postgres'
import { assert } from '@/lib/core/assert'
import type { Command, ExistingEntry, Loaded } from '../model.ts'
import { ofManyWorkspaces, ofOneWorkspace, readClock } from './load-sql.ts'
import { type AccountRow, array, type HoldRow, type LotRow } from './rows.ts'

export type WorkspaceCommands = { workspaceId: number; commands: Command[] }
export type LoadedBatch = { at: number; byWorkspace: Map<number, Loaded> }

const keyed = new Set<Command['type']>(['charge', 'grant', 'restart', 'deduct'])
const aboutLots = new Set<Command['type']>(['grant', 'settle-lot'])

/**
 * Opens the transaction, locks the balance rows in order of their ids (so that two batches never deadlock) and reads
 * what the commands need. One round trip; a second one only if lots matter. If the database is sharded, a batch has one
 * workspace.
 */
export async function load(
  sql: postgres.Sql,
  groups: readonly WorkspaceCommands[],
  sharded: boolean,
): Promise<LoadedBatch> {
  assert(!sharded || groups.length === 1, 'a batch has one workspace if the database is sharded')
  const { begin, lockAccounts, probeKeys, probeHolds } = sharded ? ofOneWorkspace : ofManyWorkspaces
  const workspaceIds = groups.map((group) => group.workspaceId)
  const keys = collect(groups, (command) =>
    keyed.has(command.type) && 'key' in command ? command.key : null,
  )
  const holds = collect(groups, (command) =>
    command.type === 'hold' ? command.key : 'holdId' in command ? command.holdId : null,
  )
  const query = <Row>(text: string, values: (string | number)[]) =>
    sql.unsafe(text, values, { prepare: true }) as unknown as Promise<Row[]>
  const ids = (of: readonly number[]) => (sharded ? (of[0] ?? 0) : array(of))
  const [, accounts, entries, held, [clock]] = await Promise.all([
    sql.unsafe(begin).simple(),
    query<AccountRow>(lockAccounts, [ids(workspaceIds)]),
    keys.ids.length > 0 ? query<ProbedKey>(probeKeys, [ids(keys.workspaces), array(keys.ids)]) : [],
    holds.ids.length > 0 ? query<HoldRow>(probeHolds, [ids(holds.workspaces), array(holds.ids)]) : [],
    sharded || keys.ids.length === 0 ? query<{ at: number }>(readClock, []) : [],
  ])
  const at = clock?.at ?? entries[0]?.at
  assert(at !== undefined, 'the time was read after the lock')
  const byWorkspace = new Map<number, Loaded>()
  for (const account of accounts)
    byWorkspace.set(account.workspaceId, { account, lots: [], holds: [], entriesByKey: new Map() })
  for (const row of entries)
    if (row.key !== null) byWorkspace.get(row.workspaceId)?.entriesByKey.set(row.key, row)
  for (const row of held) byWorkspace.get(row.workspaceId)?.holds.push(row)
  const wanted = lotsOf(groups, byWorkspace, at)
  if (wanted.workspaces.length > 0) {
    const { text, values } = sharded ? lotsOfOne(wanted) : lotsOfMany(wanted)
    for (const lot of await query<LotRow>(text, values)) byWorkspace.get(lot.workspaceId)?.lots.push(lot)
  }
  return { at, byWorkspace }
}

/** An entry with a key of the batch. The row that only brings the time has no key. */
type ProbedKey = ExistingEntry & { workspaceId: number; key: string | null; at?: number }
type Probes = { workspaces: number[]; ids: string[] }

function collect(groups: readonly WorkspaceCommands[], idOf: (command: Command) => string | null): Probes {
  const probes: Probes = { workspaces: [], ids: [] }
  for (const { workspaceId, commands } of groups) {
    for (const command of commands) {
      const id = idOf(command)
      if (id === null) continue
      probes.workspaces.push(workspaceId)
      probes.ids.push(id)
    }
  }
  return probes
}

type WantedLots = {
  workspaces: number[]
  /** For each workspace, the credits that its commands hold. */
  toHold: number[]
  named: { workspaces: number[]; kinds: number[]; ids: string[] }
}

/** Lots are read only if one is due to expire or a command concerns lots, never for a plain charge. */
function lotsOf(
  groups: readonly WorkspaceCommands[],
  byWorkspace: ReadonlyMap<number, Loaded>,
  at: number,
): WantedLots {
  const wanted: WantedLots = { workspaces: [], toHold: [], named: { workspaces: [], kinds: [], ids: [] } }
  for (const { workspaceId, commands } of groups) {
    const expiry = byWorkspace.get(workspaceId)?.account.nextLotExpiry ?? null
    const lotCommands = commands.filter((command) => aboutLots.has(command.type))
    if (lotCommands.length > 0 || (expiry !== null && expiry <= at)) {
      wanted.workspaces.push(workspaceId)
      wanted.toHold.push(creditsToHold(commands))
    }
    for (const command of lotCommands) {
      if (!('subjectId' in command)) continue
      wanted.named.workspaces.push(workspaceId)
      wanted.named.kinds.push(command.subjectKind)
      wanted.named.ids.push(command.subjectId)
    }
  }
  return wanted
}

type Query = { text: string; values: (string | number)[] }

const lotsOfMany = ({ workspaces, toHold, named }: WantedLots): Query => ({
  text: ofManyWorkspaces.loadLots,
  values: [array(workspaces), array(toHold), array(named.workspaces), array(named.kinds), array(named.ids)],
})

const lotsOfOne = ({ workspaces, toHold, named }: WantedLots): Query => ({
  text: ofOneWorkspace.loadLots,
  values: [workspaces[0] ?? 0, toHold[0] ?? 0, array(named.kinds), array(named.ids)],
})

const creditsToHold = (commands: readonly Command[]) =>
  commands.reduce((credits, command) => credits + (command.type === 'hold' ? command.credits : 0), 0)

import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { ms } from '../posting/rows.ts'
import { readEntriesPage } from '../read/entries-page.ts'
import { firstSeqAt } from '../read/find-entries.ts'
import type { StatementEntry } from '../read/read-entries.ts'
import { cycleAtEntry, sumsOfCycle } from './cycle.ts'
import { fillLots, lotsAt } from './lots.ts'
import type { ExplainedHold, ExplainedSum, Explanation } from './model.ts'

const LATEST_ENTRIES = 20
const MOST_HOLDS = 50

/**
 * The balance of a workspace at any past instant (changes in that same millisecond included), with the entries, lots,
 * holds and rate card versions behind it. Reads the entries of one cycle only, however long the ledger is;
 * `credit_cycles` tells where they start. It does not write, so anything due must have been applied already
 * (`readAccount` does that), and `at` must not be in the future.
 */
export async function readExplanation(db: Queryable, workspaceId: number, at: number): Promise<Explanation> {
  const lastSeq = (await firstSeqAt(db, workspaceId, new Date(at + 1))) - 1
  const balance = await balanceAfter(db, workspaceId, lastSeq)
  const cycle = await cycleAtEntry(db, workspaceId, lastSeq, at)
  if (!cycle) return emptyExplanation(at)
  const sums = await sumsOfCycle(db, workspaceId, cycle.firstSeq, lastSeq)
  const holds = await holdsOpenAt(db, workspaceId, at)
  const lots = await lotsAt(db, workspaceId, at)
  const opening = await balanceAfter(db, workspaceId, cycle.firstSeq - 1)

  // Every entry records its share of extra credits; holding and freezing write no entry. So the extra credits in all
  // states are what the cycle began with plus the entries' shares.
  const extraAnywhere = cycle.extraAnywhere + total(sums, 'extraAmount')
  const held = sumOfHolds(holds, 'amount')
  const frozen = lots.frozen
  const extraLeft = extraAnywhere - frozen - sumOfHolds(holds, 'fromExtra')
  const filled = fillLots(lots.lots, extraLeft)
  return {
    at,
    balance,
    available: balance - held - frozen,
    allowanceLeft: balance - held - frozen - extraLeft,
    extraLeft,
    held,
    frozen,
    lastSeq,
    cycle: { start: cycle.start, end: cycle.end, firstSeq: cycle.firstSeq, opening },
    sums,
    rateVersions: versionsOf([...sums, ...holds]),
    lots: filled.lots,
    extraInOlderLots: filled.extraInOlderLots,
    holds: holds.slice(0, MOST_HOLDS),
    openHolds: holds.length,
    latest: await latestOf(db, workspaceId, cycle.firstSeq, lastSeq),
  }
}

async function balanceAfter(db: Queryable, workspaceId: number, seq: number): Promise<number> {
  if (seq < 1) return 0
  const rows = await db.execute(sql`
    select balance_after as balance from credit_entries where workspace_id = ${workspaceId} and seq = ${seq}`)
  return Number(rows[0]?.balance ?? 0)
}

async function latestOf(
  db: Queryable,
  workspaceId: number,
  firstSeq: number,
  lastSeq: number,
): Promise<StatementEntry[]> {
  if (lastSeq < firstSeq) return []
  const limit = Math.min(LATEST_ENTRIES, lastSeq - firstSeq + 1)
  return (await readEntriesPage(db, workspaceId, { before: lastSeq + 1, limit })).entries
}

function total(sums: readonly ExplainedSum[], field: 'amount' | 'extraAmount'): number {
  return sums.reduce((credits, sum) => credits + sum[field], 0)
}

function versionsOf(priced: readonly { rateVersion: number }[]): number[] {
  return [...new Set(priced.map(({ rateVersion }) => rateVersion))]
    .filter((version) => version > 0)
    .toSorted((a, b) => a - b)
}

function emptyExplanation(at: number): Explanation {
  return {
    at,
    balance: 0,
    available: 0,
    allowanceLeft: 0,
    extraLeft: 0,
    held: 0,
    frozen: 0,
    lastSeq: 0,
    cycle: null,
    sums: [],
    rateVersions: [],
    lots: [],
    extraInOlderLots: 0,
    holds: [],
    openHolds: 0,
    latest: [],
  }
}

/** A hold lasts as long as the work it pays for: minutes, rarely days. Settled holds are searched this far back. */
const LONGEST_HOLD_MS = 400 * 86_400_000

/** Holds that were open at an instant, oldest first. Open ones are found by their own index, settled ones by time. */
async function holdsOpenAt(db: Queryable, workspaceId: number, at: number): Promise<ExplainedHold[]> {
  const then = new Date(at).toISOString()
  const earliest = new Date(at - LONGEST_HOLD_MS).toISOString()
  const columns = sql.raw(`h.id, h.amount, h.from_extra as "fromExtra", ${ms('h.opened_at')} as "openedAt",
    h.actor_id as "actorId", h.action, h.units, h.rate_version as "rateVersion", h.subject_kind as "subjectKind",
    h.subject_id as "subjectId"`)
  const rows = await db.execute(sql`
    select ${columns} from credit_holds h
    where h.workspace_id = ${workspaceId} and h.opened_at <= ${then} and h.state = 0
    union all
    select ${columns} from credit_holds h
    where h.workspace_id = ${workspaceId} and h.opened_at between ${earliest} and ${then} and h.state <> 0
      and h.settled_at > ${then}
    order by "openedAt", id`)
  return rows as unknown as ExplainedHold[]
}

function sumOfHolds(holds: readonly ExplainedHold[], field: 'amount' | 'fromExtra'): number {
  return holds.reduce((credits, hold) => credits + hold[field], 0)
}

import { availableParallelism } from 'node:os'
import { sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { closeAnnouncer } from '@/lib/realtime/announce.ts'
import type { Command, Funding, Outcome } from './model.ts'
import { Lane } from './posting/lane.ts'

const MOST_LANES = 4

/**
 * A few connections with one batch in flight each: a wide pool makes a hot row slower, not faster. At most half as many
 * as there are processors, because PostgreSQL needs some too. On two processors, one lane made charges for 64 callers
 * over 10,000 workspaces 1.6 times as fast as two lanes and 1.9 times as fast as four, because its batches are larger.
 * If PostgreSQL runs on its own machine, set LEDGER_LANES to use more.
 */
const laneCount = () =>
  Number(process.env.LEDGER_LANES) ||
  Math.min(MOST_LANES, Math.max(1, Math.floor(availableParallelism() / 2)))

// On globalThis so that hot reload in development does not open new lanes on every change.
const held = globalThis as typeof globalThis & { marketTrakLanes?: Lane[] }

function lanes(): Lane[] {
  held.marketTrakLanes ??= Array.from({ length: laneCount() }, () => new Lane())
  return held.marketTrakLanes
}

/**
 * Sends a command to the ledger. Resolves after the outcome is committed, never before. A refusal is an outcome, not an
 * error.
 * @throws Refusal `credits.busy` (queue full, nothing done) or `credits.unavailable` (database unreachable during all
 * retries; repeating with the same key is safe)
 */
export function post(workspaceId: number, command: Command): Promise<Outcome> {
  const all = lanes()
  const lane = all[workspaceId % all.length]
  if (!lane) throw new Error('the ledger has no lanes')
  return lane.post(workspaceId, command)
}

/**
 * Opens a workspace's account; does nothing if it exists. It starts empty, as if a cycle had just ended at the anchor,
 * so the first command or read after the anchor grants the allowance like any other reset.
 */
export async function openCreditAccount(
  workspaceId: number,
  anchorAt: number,
  funding: Funding,
  timeZone: string,
  db: Queryable = system(),
): Promise<void> {
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  await db.execute(sql`
    insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance, funded_until,
      partly_funded_until, spend_until, time_zone)
    values (${workspaceId}, ${at(anchorAt)}, ${at(anchorAt - 1)}, ${at(anchorAt)}, ${funding.allowance},
      ${at(funding.fundedUntil)}, ${at(funding.partlyFundedUntil ?? null)}, ${at(funding.spendUntil)}, ${timeZone})
    on conflict (workspace_id) do nothing`)
}

/** Closes the ledger's connections; for scripts and tests. */
export async function closeLanes(): Promise<void> {
  const all = held.marketTrakLanes ?? []
  held.marketTrakLanes = undefined
  await Promise.all([...all.map((lane) => lane.close()), closeAnnouncer()])
}

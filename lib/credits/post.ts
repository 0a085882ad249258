import { availableParallelism } from 'node:os'
import { sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { closeAnnouncer } from '@/lib/realtime/announce.ts'
import type { Command, Outcome, Terms } from './model.ts'
import { Lane } from './posting/lane.ts'

const MOST_LANES = 4

/**
 * A few connections, one batch in flight in each: a wide pool makes a hot row slower, not faster. And no more than
 * there are processors for, with PostgreSQL beside: on two, charges over 10,000 workspaces by 64 callers go 1.6 times as
 * fast through one lane as through two, and 1.9 times as through four, since its batches are larger. Where PostgreSQL has a machine of its own, LEDGER_LANES may say more.
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
 * Asks the ledger. Resolves when the outcome is committed and never before; a refusal is an outcome, not an error.
 * @throws Refusal `credits.busy` (queue full, nothing done) or `credits.unavailable` (database out of reach for the
 * whole of its retries; asking again with the same key is safe).
 */
export function post(workspaceId: number, command: Command): Promise<Outcome> {
  const all = lanes()
  const lane = all[workspaceId % all.length]
  if (!lane) throw new Error('the ledger has no lanes')
  return lane.post(workspaceId, command)
}

/**
 * Gives a workspace its account. Does nothing where there is one already. It is opened empty, as if a cycle had just
 * ended at the anchor: the first command or read after it grants the allowance like any other reset.
 */
export async function openCreditAccount(
  workspaceId: number,
  anchorAt: number,
  terms: Terms,
  timeZone: string,
  db: Queryable = system(),
): Promise<void> {
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  await db.execute(sql`
    insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance, funded_until,
      partly_funded_until, spend_until, time_zone)
    values (${workspaceId}, ${at(anchorAt)}, ${at(anchorAt - 1)}, ${at(anchorAt)}, ${terms.allowance},
      ${at(terms.fundedUntil)}, ${at(terms.partlyFundedUntil ?? null)}, ${at(terms.spendUntil)}, ${timeZone})
    on conflict (workspace_id) do nothing`)
}

/** Ends the ledger's connections; for scripts and tests. */
export async function closeLanes(): Promise<void> {
  const all = held.marketTrakLanes ?? []
  held.marketTrakLanes = undefined
  await Promise.all([...all.map((lane) => lane.close()), closeAnnouncer()])
}

import type postgres from 'postgres'
import { connectDirect } from '@/db/client'
import { isSharded } from '@/db/distribute/sharding'
import { type Check, MOST_DIFFERENCES_A_CHECK } from './check.ts'
import { cycleBounds, cycleCarry, rollup, runningCycle } from './cycles.ts'
import { account, chain, granted } from './entries.ts'
import { capturedHolds, captureEntries } from './holds.ts'
import { lotChanges, lotExpiry, lotGrants, lotIntervals, lotsExpired, lotsTakenBack } from './lots.ts'

type Difference = { workspaceId: number; what: string; expected: string; found: string }
export type Verified = { workspaces: number; entries: number; differences: Difference[] }

const checks: readonly Check[] = [
  chain,
  account,
  granted,
  runningCycle,
  cycleBounds,
  cycleCarry,
  rollup,
  capturedHolds,
  captureEntries,
  lotGrants,
  lotsTakenBack,
  lotIntervals,
  lotExpiry,
  lotChanges,
  lotsExpired,
]

/** How much is checked under one snapshot. A snapshot keeps old row versions alive, so it should be short. */
const CHUNK_WORKSPACES = 500
const CHUNK_ENTRIES = 500_000
/** Maximum number of differences kept in memory and stored. All of them are passed to `onDifference`. */
const MOST_KEPT = 10_000

type Options = {
  /** Only these workspaces. */
  only?: readonly number[]
  onDifference?: (difference: Difference) => void
}

/**
 * Re-derives the whole ledger from its entries and reports every difference. Runs on a live database in bounded memory:
 * a few workspaces at a time, each chunk under one snapshot that blocks no one, with the sums computed by the database.
 */
export async function verifyLedger({ only, onDifference }: Options = {}): Promise<Verified> {
  const sql = connectDirect({ max: 1, long: true })
  const result: Verified = { workspaces: 0, entries: 0, differences: [] }
  try {
    const sharded = await isSharded(sql)
    let after = 0
    for (;;) {
      const chunk = await nextChunk(sql, after, only)
      const last = chunk.at(-1)
      if (last === undefined) return result
      for (const workspaceIds of sharded ? await byShard(sql, chunk) : [chunk])
        result.entries += await verifyChunk(sql, workspaceIds, (difference) => {
          onDifference?.(difference)
          if (result.differences.length < MOST_KEPT) result.differences.push(difference)
        })
      result.workspaces += chunk.length
      after = last
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The next workspaces by id, up to the size of a chunk. A workspace larger than a chunk is checked alone. */
async function nextChunk(sql: postgres.Sql, after: number, only?: readonly number[]): Promise<number[]> {
  const rows = await sql<{ workspaceId: number; seq: number }[]>`
    select workspace_id as "workspaceId", seq from credit_accounts
    where workspace_id > ${after} ${only ? sql`and workspace_id = any(${[...only]}::int[])` : sql``}
    order by workspace_id limit ${CHUNK_WORKSPACES}`
  let entries = 0
  const chunk: number[] = []
  for (const row of rows) {
    entries += row.seq
    if (chunk.length > 0 && entries > CHUNK_ENTRIES) break
    chunk.push(row.workspaceId)
  }
  return chunk
}

/** The same workspaces in groups that share a shard. Each group is checked under one snapshot of its node. */
async function byShard(sql: postgres.Sql, workspaceIds: readonly number[]): Promise<number[][]> {
  const rows = await sql<{ ids: number[] }[]>`
    select array_agg(id order by id) as ids from unnest(${[...workspaceIds]}::int[]) as id
    group by get_shard_id_for_distribution_column('credit_accounts', id)`
  return rows.map(({ ids }) => ids)
}

async function verifyChunk(
  sql: postgres.Sql,
  workspaceIds: readonly number[],
  found: (difference: Difference) => void,
): Promise<number> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    // Compiling a query takes longer than checking a chunk of small workspaces.
    await tx`set local jit = off`
    const ids = `{${workspaceIds.join(',')}}`
    for (const { text } of checks) {
      const rows = await tx.unsafe<Difference[]>(
        `select workspace_id as "workspaceId", what, expected, found from (${text}) d
         order by 1, 2 limit ${MOST_DIFFERENCES_A_CHECK}`,
        [ids],
      )
      for (const row of rows) found({ ...row })
    }
    const [counted] = await tx.unsafe<{ entries: number }[]>(
      'select count(*)::float8 as entries from credit_entries where workspace_id = any($1::int[])',
      [ids],
    )
    return counted?.entries ?? 0
  })
}

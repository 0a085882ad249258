import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import type { creditEntries } from '@/db/schema'
import { entryKinds } from '../model.ts'
import type { SeqRange, UsedBy } from './find-entries.ts'

export type StatementEntry = Omit<typeof creditEntries.$inferSelect, 'inputHash' | 'key'> & {
  note: string | null
  metadata: Record<string, string> | null
}

export type Direction = 'older' | 'newer'

type ReadOptions = UsedBy & {
  direction: Direction
  limit: number
  /** Only entries of these kinds. */
  kinds?: readonly number[] | undefined
  /** A further condition on `credit_entries`. */
  matching?: SQL | undefined
}

/** Entries in ranges of numbers, nearest to the reader's position first. One probe of the primary key per range. */
export async function readRanges(
  db: Queryable,
  workspaceId: number,
  ranges: readonly SeqRange[],
  options: ReadOptions,
): Promise<StatementEntry[]> {
  const order = orderOf(options.direction)
  // A member's other entries are read by `readGrants`; an unfiltered page shows everything.
  const onlyUses =
    options.actorId === undefined ? sql`` : sql`and kind in (${entryKinds.charge}, ${entryKinds.capture})`
  // A search looks at other tables, for which Citus needs the entries themselves (R53). It examines few of them.
  if (options.matching !== undefined) {
    const inRange = sql.join(
      ranges.map(({ lo, hi }) => sql`seq between ${lo} and ${hi}`),
      sql` or `,
    )
    const from = sql`(select * from credit_entries where workspace_id = ${workspaceId} and (${inRange})
      ${onlyUses} ${conditionsOf(options)} order by ${order} limit ${options.limit}) e`
    return ranges.length === 0 ? [] : select(db, workspaceId, from, options)
  }
  return select(
    db,
    workspaceId,
    sql`unnest(${array(ranges.map(({ lo }) => lo))}::int[], ${array(ranges.map(({ hi }) => hi))}::int[]) as r(lo, hi)
      cross join lateral (
        select * from credit_entries where workspace_id = ${workspaceId} and seq between r.lo and r.hi
          ${onlyUses} ${conditionsOf(options)} order by ${order} limit ${options.limit}) e`,
    options,
  )
}

/**
 * A member's entries other than usage (packs they bought, corrections they made as an operator). These are not in the
 * rollup, but each has a lot or a reason, and there are few of them.
 */
export async function readGrants(
  db: Queryable,
  workspaceId: number,
  { lo, hi }: SeqRange,
  options: ReadOptions,
): Promise<StatementEntry[]> {
  return select(
    db,
    workspaceId,
    sql`(select * from credit_entries where workspace_id = ${workspaceId} and seq in (
        select seq from credit_lots where workspace_id = ${workspaceId} and seq between ${lo} and ${hi}
        union select seq from credit_notes where workspace_id = ${workspaceId} and seq between ${lo} and ${hi})
      and kind not in (${entryKinds.charge}, ${entryKinds.capture}) ${conditionsOf(options)}) e`,
    options,
  )
}

/** Entries with these metadata pairs within a range (R50). The range limits how many are examined. */
export async function readWithMetadata(
  db: Queryable,
  workspaceId: number,
  { lo, hi }: SeqRange,
  pairs: Record<string, string>,
  options: ReadOptions,
): Promise<StatementEntry[]> {
  return select(
    db,
    workspaceId,
    sql`(select * from credit_entries where workspace_id = ${workspaceId} and seq in (
        select seq from credit_metadata where workspace_id = ${workspaceId} and seq between ${lo} and ${hi}
          and metadata @> ${JSON.stringify(pairs)}::text::jsonb) ${conditionsOf(options)}) e`,
    options,
  )
}

/** How far a search through `most` entries with metadata gets; null if there are fewer in the range. */
export async function edgeOfMetadata(
  db: Queryable,
  workspaceId: number,
  { lo, hi }: SeqRange,
  { direction, most }: { direction: Direction; most: number },
): Promise<number | null> {
  const [row] = await db.execute(sql`
    select seq from credit_metadata where workspace_id = ${workspaceId} and seq between ${lo} and ${hi}
    order by ${orderOf(direction)} offset ${most - 1} limit 1`)
  return row ? Number(row.seq) : null
}

async function select(
  db: Queryable,
  workspaceId: number,
  from: SQL,
  { direction, limit }: ReadOptions,
): Promise<StatementEntry[]> {
  const rows = await db.execute(sql`
    select e.workspace_id as "workspaceId", e.seq, e.at, e.kind, e.amount, e.extra_amount as "extraAmount",
      e.balance_after as "balanceAfter", e.actor_id as "actorId", e.action, e.units, e.rate_version as "rateVersion",
      e.subject_kind as "subjectKind", e.subject_id as "subjectId",
      (select n.reason from credit_notes n where n.workspace_id = ${workspaceId} and n.seq = e.seq) as note,
      (select m.metadata from credit_metadata m where m.workspace_id = ${workspaceId} and m.seq = e.seq) as metadata
    from ${from} order by ${orderOf(direction)} limit ${limit}`)
  return rows.map((row) => ({ ...(row as StatementEntry), at: new Date(String(row.at)) }))
}

const array = (values: readonly number[]) => `{${values.join(',')}}`
const orderOf = (direction: Direction) => (direction === 'older' ? sql`seq desc` : sql`seq asc`)

function conditionsOf({ action, actorId, kinds, matching }: Omit<ReadOptions, 'direction' | 'limit'>): SQL {
  const conditions = [
    action === undefined ? sql`` : sql`and action = ${action}`,
    actorId === undefined ? sql`` : sql`and actor_id = ${actorId}`,
    kinds === undefined ? sql`` : sql`and kind = any(${array(kinds)}::smallint[])`,
    matching === undefined ? sql`` : sql`and (${matching})`,
  ]
  return sql.join(conditions, sql` `)
}

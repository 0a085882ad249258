import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { ms } from '../posting/rows.ts'
import type { ExplainedLot } from './model.ts'

/** Number of lots to read, newest first. Extra credits expire with their cycle, so only the last few matter. */
const MOST_LOTS = 200

/** A lot at a past instant. `size` is the part that was neither taken back nor frozen, spent or not. */
export type PastLot = Omit<ExplainedLot, 'left'> & { size: number }

/**
 * The lots granted by an instant, as they were then, in spending order; later changes are excluded. A lot restored
 * after its expiry has moved behind all others, and then only the restored credits count.
 */
export async function lotsAt(
  db: Queryable,
  workspaceId: number,
  at: number,
): Promise<{ lots: PastLot[]; frozen: number }> {
  const then = new Date(at).toISOString()
  const rows = await db.execute(sql`
    with of_lots as (
      select l.*, c.* from credit_lots l cross join lateral (
        select coalesce(sum(taken_back) filter (where at <= ${then}), 0)::int as taken_by,
          coalesce(sum(frozen) filter (where at <= ${then}), 0)::int as frozen_by,
          max(at) filter (where former_end is not null and at <= ${then}) as moved_at,
          (array_agg(former_end order by at) filter (where former_end is not null and at > ${then}))[1] as end_then
        from credit_lot_changes c where c.workspace_id = ${workspaceId} and c.seq = l.seq
      ) c
      where l.workspace_id = ${workspaceId} and l.granted_at <= ${then}
    )
    select seq, subject_kind as "subjectKind", subject_id as "subjectId", granted, taken_by as "takenBack",
      frozen_by as frozen, ${sql.raw(ms('granted_at'))} as "grantedAt",
      ${sql.raw(ms('coalesce(end_then, expires_at)'))} as "expiresAt",
      case when moved_at is null then granted - taken_by - frozen_by else (
        select -sum(c.frozen) - sum(c.taken_back) from credit_lot_changes c
        where c.workspace_id = ${workspaceId} and c.seq = of_lots.seq and c.at between moved_at and ${then})::int
        end as size,
      (select coalesce(sum(c.frozen), 0)::int from credit_lot_changes c
        where c.workspace_id = ${workspaceId} and c.at <= ${then}) as "allFrozen"
    from of_lots order by coalesce(moved_at, granted_at) desc, seq desc limit ${MOST_LOTS}`)
  const lots = rows.map(({ allFrozen: _, ...lot }) => lot as PastLot).toReversed()
  return { lots, frozen: Number(rows[0]?.allFrozen ?? 0) }
}

/** Extra credits are spent from the first lot on, so the remaining credits are in the last lots. */
export function fillLots(
  lots: readonly PastLot[],
  extraLeft: number,
): { lots: ExplainedLot[]; extraInOlderLots: number } {
  let rest = extraLeft
  const filled: ExplainedLot[] = []
  for (const { size, ...lot } of lots.toReversed()) {
    const left = Math.min(size, rest)
    rest -= left
    if (left > 0 || lot.frozen > 0) filled.unshift({ ...lot, left })
  }
  return { lots: filled, extraInOlderLots: rest }
}

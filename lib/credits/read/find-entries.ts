import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'

/** A range of entry numbers, both ends included. */
export type SeqRange = { lo: number; hi: number }

/**
 * Number of the first entry at or after an instant, or one more than the last entry if there is none. Numbers and times
 * increase together, so this is a binary search over the primary key: 24 steps for ten million entries, in one round
 * trip. An index on time would exceed the size limit per entry (30 of 190 bytes).
 */
export async function firstSeqAt(db: Queryable, workspaceId: number, at: Date): Promise<number> {
  const rows = await db.execute(sql`
    with recursive search(lo, hi) as (
      select 1, seq + 1 from credit_accounts where workspace_id = ${workspaceId}
      union all
      select case when e.at < ${at.toISOString()} then m.mid + 1 else s.lo end,
        case when e.at < ${at.toISOString()} then s.hi else m.mid end
      from search s cross join lateral (select ((s.lo::bigint + s.hi) / 2)::int as mid) m
      join credit_entries e on e.workspace_id = ${workspaceId} and e.seq = m.mid
      where s.lo < s.hi
    ) select lo from search where lo = hi`)
  return Number(rows[0]?.lo ?? 1)
}

/** The entries of the days `from` to `to`, both included, in the workspace's time zone. */
export async function seqRangeOfDays(
  db: Queryable,
  workspaceId: number,
  from: string | undefined,
  to: string | undefined,
): Promise<SeqRange> {
  const rows = await db.execute(sql`
    select seq, (${from ?? null}::date)::timestamp at time zone time_zone as since,
      (${to ?? null}::date + 1)::timestamp at time zone time_zone as until
    from credit_accounts where workspace_id = ${workspaceId}`)
  const { seq, since, until } = rows[0] ?? { seq: 0, since: null, until: null }
  return {
    lo: since === null ? 1 : await firstSeqAt(db, workspaceId, new Date(String(since))),
    hi: until === null ? Number(seq) : (await firstSeqAt(db, workspaceId, new Date(String(until)))) - 1,
  }
}

/** The entries of the billing cycle that starts at an instant; of everything since then if no cycle is recorded for it. */
export async function seqRangeOfCycle(
  db: Queryable,
  workspaceId: number,
  cycleStart: string,
): Promise<SeqRange> {
  const rows = await db.execute(sql`
    select min(first_seq) filter (where cycle_start = ${cycleStart}::timestamptz) as lo,
      min(first_seq) filter (where cycle_start > ${cycleStart}::timestamptz) as next
    from credit_cycles where workspace_id = ${workspaceId}`)
  const { lo, next } = rows[0] ?? { lo: null, next: null }
  return {
    lo: lo === null ? await firstSeqAt(db, workspaceId, new Date(cycleStart)) : Number(lo),
    hi: next === null ? await lastSeq(db, workspaceId) : Number(next) - 1,
  }
}

export async function lastSeq(db: Queryable, workspaceId: number): Promise<number> {
  const rows = await db.execute(sql`select seq from credit_accounts where workspace_id = ${workspaceId}`)
  return Number(rows[0]?.seq ?? 0)
}

export type UsedBy = { action?: number; actorId?: number }
type Direction = 'older' | 'newer'

/** Windows are read for this many days at a time. */
export const WINDOWS_AT_ONCE = 60

/**
 * Where entries of an action or a member are within a range: one window per day, from the rollup, which stores the
 * first and last number of each total. Windows nearest to the reader's position first.
 */
export async function usageWindows(
  db: Queryable,
  workspaceId: number,
  { lo, hi }: SeqRange,
  { action, actorId }: UsedBy,
  direction: Direction,
): Promise<(SeqRange & { times: number })[]> {
  // An entry's day in any time zone is within one day of its UTC day. This keeps a page far back from reading the
  // rollup of all later days.
  const dayOf = (seq: number) => sql`(select (at at time zone 'UTC')::date from credit_entries
    where workspace_id = ${workspaceId} and seq = ${seq})`
  const rows = await db.execute(sql`
    select greatest(min(first_seq), ${lo}::int) as lo, least(max(last_seq), ${hi}::int) as hi, sum(times)::int as times
    from credit_usage where workspace_id = ${workspaceId} and first_seq <= ${hi} and last_seq >= ${lo}
      and day between coalesce(${dayOf(lo)} - 1, '-infinity') and coalesce(${dayOf(hi)} + 1, 'infinity')
      ${action === undefined ? sql`` : sql`and action = ${action}`}
      ${actorId === undefined ? sql`` : sql`and actor_id = ${actorId}`}
    group by day order by day ${direction === 'older' ? sql`desc` : sql`asc`} limit ${WINDOWS_AT_ONCE}`)
  return rows.map((row) => ({ lo: Number(row.lo), hi: Number(row.hi), times: Number(row.times) }))
}

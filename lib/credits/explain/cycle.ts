import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { type EntryKind, entryKinds } from '../model.ts'
import { ms } from '../posting/rows.ts'
import { subjectIds } from '../shared/actions.ts'
import type { ExplainedSum } from './model.ts'

export type FoundCycle = {
  firstSeq: number
  start: number
  end: number
  /** Extra credits at the start of the cycle, whether available, held or frozen. */
  extraAnywhere: number
}

/**
 * The cycle to which entry `lastSeq`, the last one at `at`, belongs. A cycle that has begun but has no entry yet starts
 * with the next number. A cycle begun by a subscription starts slightly before its first entry.
 */
export async function cycleAtEntry(
  db: Queryable,
  workspaceId: number,
  lastSeq: number,
  at: number,
): Promise<FoundCycle | null> {
  const rows = await db.execute(sql`
    select c.first_seq as "firstSeq", ${sql.raw(ms('c.cycle_start'))} as start, ${sql.raw(ms('c.cycle_end'))} as "end",
      c.extra_left + c.frozen + c.held_extra as "extraAnywhere"
    from credit_cycles c left join credit_entries e on e.workspace_id = ${workspaceId} and e.seq = c.first_seq
      and e.kind = ${entryKinds.allowance} and e.subject_kind <> ${subjectIds.cycle}
    where c.workspace_id = ${workspaceId} and c.first_seq <= ${lastSeq + 1}
      and c.cycle_start <= ${new Date(at).toISOString()} and (e.at is null or e.seq <= ${lastSeq})
    order by c.first_seq desc limit 1`)
  return (rows[0] as FoundCycle | undefined) ?? null
}

const kindOf = new Map<number, EntryKind>(
  (Object.keys(entryKinds) as EntryKind[]).map((kind) => [entryKinds[kind], kind]),
)

/** Sums of the balance changes between two entries, both included, in one pass. */
export async function sumsOfCycle(
  db: Queryable,
  workspaceId: number,
  firstSeq: number,
  lastSeq: number,
): Promise<ExplainedSum[]> {
  const rows = await db.execute(sql`
    select kind, action, rate_version as "rateVersion", sum(amount)::float8 as amount,
      sum(extra_amount)::float8 as "extraAmount", count(*)::float8 as times, sum(units)::float8 as units,
      min(seq) as "firstSeq", max(seq) as "lastSeq", max(subject_kind) as "subjectKind"
    from credit_entries where workspace_id = ${workspaceId} and seq between ${firstSeq} and ${lastSeq}
    group by 1, 2, 3, kind = ${entryKinds.expiry} and extra_amount = amount
    order by abs(sum(amount)) desc, 1, 2, 3, 5`)
  return rows.map((row) => {
    const sum = row as Omit<ExplainedSum, 'kind'> & { kind: number }
    return { ...sum, kind: kindOf.get(sum.kind) ?? 'correction' }
  })
}

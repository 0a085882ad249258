import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { ms } from '../posting/rows.ts'
import type { ExplainedHold } from './model.ts'

/** A hold lasts as long as the work it pays for: minutes, rarely days. Settled holds are searched this far back. */
const LONGEST_HOLD_MS = 400 * 86_400_000

/** Holds that were open at an instant, oldest first. Open ones are found by their own index, settled ones by time. */
export async function holdsOpenAt(db: Queryable, workspaceId: number, at: number): Promise<ExplainedHold[]> {
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

export function sumOfHolds(holds: readonly ExplainedHold[], field: 'amount' | 'fromExtra'): number {
  return holds.reduce((credits, hold) => credits + hold[field], 0)
}

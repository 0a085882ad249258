import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { entryKinds } from './model.ts'

const { charge, capture } = entryKinds

/**
 * Changes an account's time zone and rebuilds its usage by that zone's days, as `verify` would. Spending in this
 * workspace waits until it is done: about a second per million entries.
 */
export async function changeAccountTimeZone(
  tx: Queryable,
  workspaceId: number,
  timeZone: string,
): Promise<void> {
  // Spending locks this row first, so no entry is written in between.
  await tx.execute(
    sql`update credit_accounts set time_zone = ${timeZone} where workspace_id = ${workspaceId}`,
  )
  await tx.execute(sql`delete from credit_usage where workspace_id = ${workspaceId}`)
  await tx.execute(sql`
    insert into credit_usage (workspace_id, cycle_start, day, action, actor_id, credits, times, units, first_seq, last_seq)
    select e.workspace_id, c.cycle_start, (e.at at time zone ${timeZone})::date, e.action, e.actor_id, -sum(e.amount),
      count(*), sum(e.units), min(e.seq), max(e.seq)
    from (
      select workspace_id, first_seq, cycle_start,
        lead(first_seq, 1, 2147483647) over (partition by workspace_id order by first_seq) as next_seq
      from credit_cycles where workspace_id = ${workspaceId}
    ) c
    join credit_entries e on e.workspace_id = c.workspace_id and e.seq >= c.first_seq and e.seq < c.next_seq
    where e.workspace_id = ${workspaceId} and e.kind in (${charge}, ${capture})
    group by 1, 2, 3, 4, 5`)
}

import { sql } from 'drizzle-orm'
import { system } from '@/db/client'

/**
 * All open reservations, of credits and of limits, as (workspace_id, id). The sweeps of features join it with their own
 * rows.
 */
export const openReservations = sql`(
  select workspace_id, id from credit_holds where state = 0
  union all
  select workspace_id, id from limit_reservations where state = 'open')`

/** Whether the price of a piece of work is still reserved; work without a reservation must not be delivered. */
export async function isReserved(workspaceId: number, holdId: string): Promise<boolean> {
  const rows = await system().execute(sql`
    select 1 from credit_holds where workspace_id = ${workspaceId} and id = ${holdId} and state = 0
    union all
    select 1 from limit_reservations where workspace_id = ${workspaceId} and id = ${holdId} and state = 'open'`)
  return rows.length > 0
}

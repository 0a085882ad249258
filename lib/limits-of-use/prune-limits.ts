import { sql } from 'drizzle-orm'
import { system } from '@/db/client'

/** Removes windows and slots that ended over an hour ago. Returns how many rows. */
export async function pruneLimits(): Promise<number> {
  const old = sql`now() - interval '1 hour'`
  const uses = await system().execute(sql`delete from rate_limits where expire < ${old} returning 1`)
  const slots = await system().execute(sql`delete from use_slots where expire < ${old} returning 1`)
  return uses.length + slots.length
}

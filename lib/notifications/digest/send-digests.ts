import { TZDate } from '@date-fns/tz'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { usageDigests } from '@/db/schema'
import { type UsageDigest, usageDigest } from '@/lib/billing/digest/usage-digest'
import { log } from '@/lib/core/logging/log'
import { createNotifications, deliver } from '../notify'

/** A digest that is later than this is skipped: its figures would no longer be of use. */
const LATEST_AFTER_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Makes the digests that are due among the workspaces numbered `from` to `to`, each once: its row and its notifications are
 * stored in one transaction. A cycle in which nothing was used gets a row and no email (R49).
 */
export async function sendDigests(from: number, to: number): Promise<void> {
  const now = (await readMarketNow(system())).getTime()
  const since = new Date(now - LATEST_AFTER_DAYS * DAY_MS).toISOString()
  const ended = await system().execute<{ id: number; cycleStart: number; timeZone: string }>(sql`
    select a.workspace_id as id, (extract(epoch from a.cycle_start) * 1000)::float8 as "cycleStart",
      a.time_zone as "timeZone"
    from credit_accounts a join workspaces w on w.id = a.workspace_id
    join subscriptions s on s.workspace_id = a.workspace_id
    where a.workspace_id >= ${from} and a.workspace_id < ${to} and w.deleted_at is null
      and a.cycle_start > ${since} and a.cycle_end > ${new Date(now).toISOString()}
      and (a.spend_until is null or a.spend_until > ${new Date(now).toISOString()})
      and not exists (select from usage_digests d
        where d.workspace_id = a.workspace_id and d.cycle_end = a.cycle_start)
    order by a.cycle_start`)
  for (const { id, cycleStart, timeZone } of ended) {
    if (now < digestDueAt(cycleStart, timeZone)) continue
    await sendDigest(id, cycleStart).catch((error) =>
      log.warn({ err: error, workspaceId: id }, 'a digest was not made; the next sweep will try again'),
    )
  }
}

async function sendDigest(workspaceId: number, cycleEnd: number): Promise<void> {
  const digest = await usageDigest(workspaceId)
  // Another cycle ended since the query: its own digest is due next.
  if (digest && Date.parse(digest.endsAt) !== cycleEnd) return
  const created = await system().transaction(async (tx) => {
    const made = await tx
      .insert(usageDigests)
      .values({ workspaceId, cycleEnd: new Date(cycleEnd), content: digest })
      .onConflictDoNothing()
      .returning({ workspaceId: usageDigests.workspaceId })
    if (made.length === 0 || !digest) return null
    return createNotifications(tx, workspaceId, `cycle until ${digest.endsAt}`, {
      kind: 'usage-digest',
      data: headOf(digest),
    })
  })
  if (created) await deliver(created)
}

const headOf = ({ startsAt, endsAt, usedCredits, planName, mode }: UsageDigest) => ({
  startsAt,
  endsAt,
  usedCredits,
  planName,
  mode,
})

/** When people read their email: 8 in the morning, as the workspace counts hours. */
const HOUR = 8

/** When the digest of a cycle is sent: the first 8 in the morning there after its end. */
export function digestDueAt(cycleEnd: number, timeZone: string): number {
  const end = new TZDate(cycleEnd, timeZone)
  const morning = (days: number) =>
    new TZDate(end.getFullYear(), end.getMonth(), end.getDate() + days, HOUR, timeZone).getTime()
  return morning(0) >= cycleEnd ? morning(0) : morning(1)
}

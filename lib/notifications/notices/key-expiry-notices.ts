import { and, gt, isNull, lte, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys } from '@/db/schema'
import { notify } from '../notify'

/** How long before it expires people are notified of a key, and how long that stays worth saying. */
const WARNING_DAYS = [7, 1] as const
const MOST_AT_ONCE = 500

/** API keys that expire in a week, and those that expire in a day, once each (R50). A rotated key has a new date. */
export async function notifyExpiringKeys(): Promise<void> {
  for (const days of WARNING_DAYS) await notifyThoseIn(days)
}

async function notifyThoseIn(days: number): Promise<void> {
  const warningAt = sql`${apiKeys.expiresAt} - make_interval(days => ${days})`
  const keys = await system()
    .select()
    .from(apiKeys)
    .where(
      and(
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, marketNow),
        lte(warningAt, marketNow),
        // After more than a day without a sweep it is too late for this one: the next warning follows, or none.
        gt(warningAt, sql`${marketNow} - interval '1 day'`),
        // A key that was made for less time than that is no surprise.
        sql`coalesce(${apiKeys.rotatedAt}, ${apiKeys.createdAt}) < ${warningAt}`,
      ),
    )
    // In any order: with more of them than that, each has its turn in one of the next minutes.
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const { workspaceId, id, name, kind, expiresAt, lastUsedAt } of keys) {
    if (!expiresAt) continue
    const iso = expiresAt.toISOString()
    await notify(workspaceId, `api key ${id} until ${iso}, ${days} days`, {
      kind: 'key-expiring',
      data: {
        name,
        expiresAt: iso,
        isService: kind === 'service',
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      },
    })
  }
}

import { and, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { autoTopUpMonths, autoTopUps } from '@/db/schema'
import { cardLabel } from '@/lib/billing/auto-top-up/read-auto-top-up'
import type { Notice } from '../notice'
import { notify } from '../notify'

const MOST_AT_ONCE = 500
const yesterday = sql`${marketNow} - interval '1 day'`

/** Auto top-up that stopped, once each time, and one that reached its maximum, once a month (R48). */
export async function notifyAutoTopUps(): Promise<void> {
  await stopped()
  await atMaximum()
}

async function stopped(): Promise<void> {
  const rows = await system()
    .select()
    .from(autoTopUps)
    .where(and(isNotNull(autoTopUps.stoppedReason), gt(autoTopUps.stoppedAt, yesterday)))
    // In any order: with more of them than that, each has its turn in one of the next minutes.
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const row of rows) {
    const { workspaceId, stoppedReason, stoppedAt } = row
    if (!stoppedReason || !stoppedAt) continue
    await notify(workspaceId, `auto top-up stopped ${stoppedAt.toISOString()}`, noticeOf(row, stoppedReason))
  }
}

async function atMaximum(): Promise<void> {
  const rows = await system()
    .select({ row: autoTopUps, month: autoTopUpMonths.month })
    .from(autoTopUpMonths)
    .innerJoin(autoTopUps, eq(autoTopUps.workspaceId, autoTopUpMonths.workspaceId))
    .where(and(eq(autoTopUps.enabled, true), gt(autoTopUpMonths.refusedAt, yesterday)))
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const { row, month } of rows)
    await notify(row.workspaceId, `auto top-up maximum ${month}`, noticeOf(row, 'maximum'))
}

type Data = Extract<Notice, { kind: 'auto-top-up' }>['data']

function noticeOf(row: typeof autoTopUps.$inferSelect, reason: Data['reason']): Notice {
  const { credits, priceCents, monthlyMaxCents: maxCents, currency } = row
  return {
    kind: 'auto-top-up',
    data: { reason, credits, priceCents, maxCents, currency, card: cardLabel(row) },
  }
}

import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { autoTopUpMonths, autoTopUps, subscriptions, workspaces } from '@/db/schema'
import type { AutoTopUpStop } from '@/db/schema/billing/auto-top-up'
import type { WorkspaceContext } from '@/lib/core/context'
import { currentMonth } from './month.ts'
import { expectedCents } from './start-top-ups.ts'

/** What the billing tab shows of auto top-up. Amounts are in cents of `currency`. */
export type AutoTopUpView = {
  /** `past-due`: on, and waiting until the plan is paid. `maximum`: on, and the month has no room for another pack. */
  state: 'off' | 'on' | 'past-due' | 'maximum' | 'stopped'
  thresholdCredits: number
  packKey: string
  credits: number
  priceCents: number
  monthlyMaxCents: number
  /** Paid this month, or about to be. */
  usedCents: number
  currency: string
  /** "Visa ending in 4242"; null: none is saved. */
  card: string | null
  stoppedReason: AutoTopUpStop | null
}

/** Null when it was never set up. */
export async function readAutoTopUp({ workspaceId }: WorkspaceContext): Promise<AutoTopUpView | null> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ row: autoTopUps, reservedCents: autoTopUpMonths.reservedCents, status: subscriptions.status })
      .from(autoTopUps)
      .innerJoin(workspaces, eq(workspaces.id, autoTopUps.workspaceId))
      .innerJoin(subscriptions, eq(subscriptions.workspaceId, autoTopUps.workspaceId))
      .leftJoin(
        autoTopUpMonths,
        and(eq(autoTopUpMonths.workspaceId, autoTopUps.workspaceId), eq(autoTopUpMonths.month, currentMonth)),
      )
      .where(eq(autoTopUps.workspaceId, workspaceId)),
  )
  if (!found) return null
  const { row, status } = found
  const usedCents = found.reservedCents ?? 0
  return {
    state: stateOf(row, usedCents, status),
    thresholdCredits: row.thresholdCredits,
    packKey: row.packKey,
    credits: row.credits,
    priceCents: row.priceCents,
    monthlyMaxCents: row.monthlyMaxCents,
    usedCents,
    currency: row.currency,
    card: row.paymentMethodId && cardLabel(row),
    stoppedReason: row.stoppedReason,
  }
}

function stateOf(
  row: typeof autoTopUps.$inferSelect,
  usedCents: number,
  status: (typeof subscriptions.$inferSelect)['status'],
): AutoTopUpView['state'] {
  if (row.stoppedReason) return 'stopped'
  if (!row.enabled) return 'off'
  if (status === 'past_due') return 'past-due'
  return usedCents + expectedCents(row) > row.monthlyMaxCents ? 'maximum' : 'on'
}

type Card = { cardBrand: string | null; cardLast4: string | null }

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** "Visa ending in 4242"; null when no card is saved. */
export function cardLabel({ cardBrand, cardLast4 }: Card): string | null {
  if (!cardBrand || !cardLast4) return null
  const brand = BRANDS[cardBrand] ?? `${cardBrand.charAt(0).toUpperCase()}${cardBrand.slice(1)}`
  return `${brand} ending in ${cardLast4}`
}

import { desc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { creditUsage, plans, rateCardPrices, rateCards, subscriptions, users } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { type ActionKey, actionOfId } from '@/lib/credits/shared/actions'
import { changesBetween, type PriceChange, type Prices } from '../shared/price-changes'

export type RateCardVersion = {
  version: number
  effectiveAt: string
  state: 'scheduled' | 'in-force' | 'past'
  note: string
  by: string | null
  prices: Prices
  /** Changes from the previous version. */
  changes: PriceChange[]
}

const MAX_VERSIONS = 50

/** The rate card's versions, newest first. */
export async function rateCardVersions(): Promise<RateCardVersion[]> {
  const db = system()
  const cards = await db
    .select({
      version: rateCards.version,
      effectiveAt: rateCards.effectiveAt,
      note: rateCards.note,
      by: users.email,
      due: sql<boolean>`${rateCards.effectiveAt} <= ${marketNow}`,
    })
    .from(rateCards)
    .leftJoin(users, eq(users.id, rateCards.createdBy))
    .orderBy(desc(rateCards.effectiveAt), desc(rateCards.version))
    .limit(MAX_VERSIONS)
  const prices = await db.select().from(rateCardPrices)
  const pricesOf = (version: number): Prices =>
    Object.fromEntries(prices.filter((row) => row.version === version).map((row) => [row.action, row]))
  const inForce = cards.find((card) => card.due)?.version
  return cards.map(({ effectiveAt, due, ...card }, index) => {
    const own = pricesOf(card.version)
    const before = cards[index + 1]
    return {
      ...card,
      effectiveAt: effectiveAt.toISOString(),
      state: due ? (card.version === inForce ? 'in-force' : 'past') : 'scheduled',
      prices: own,
      changes: before ? changesBetween(pricesOf(before.version), own) : [],
    }
  })
}

export type RateCardReach = {
  /** Workspaces on credit plans, by plan name. */
  workspacesByPlan: { plan: string; workspaces: number }[]
  /** Paid usage in the last 30 days, by action. */
  usedByAction: { action: ActionKey; label: string; times: number; credits: number; workspaces: number }[]
}

/** Who a rate card change would affect. */
export async function rateCardReach(): Promise<RateCardReach> {
  const db = system()
  const [byPlan, used] = await Promise.all([
    db
      .select({ plan: plans.name, workspaces: sql<number>`count(*)::int` })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(sql`${plans.mode} = 'credits' and ${subscriptions.status} <> 'canceled'`)
      .groupBy(plans.name)
      .orderBy(desc(sql`count(*)`)),
    db
      .select({
        action: creditUsage.action,
        times: sql<number>`sum(${creditUsage.times})::int`,
        credits: sql<number>`sum(${creditUsage.credits})::int`,
        workspaces: sql<number>`count(distinct ${creditUsage.workspaceId})::int`,
      })
      .from(creditUsage)
      .where(sql`${creditUsage.day} > (${marketNow} - interval '30 days')::date`)
      .groupBy(creditUsage.action),
  ])
  const usedByAction = used.flatMap(({ action, ...rest }) => {
    const key = actionOfId(action)
    return key ? [{ action: key, label: actionLabels[key].label, ...rest }] : []
  })
  return { workspacesByPlan: byPlan, usedByAction: usedByAction.sort((a, b) => b.credits - a.credits) }
}

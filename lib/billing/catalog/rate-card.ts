import { desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { preparedRead } from '@/db/connections/prepared-read'
import { marketNow } from '@/db/product-time'
import { rateCardPrices, rateCards } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { assert } from '@/lib/core/assert'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'
import { costOf, priceRule, priceWords, type UnitPrice, unitsFor } from '../shared/price.ts'
import type { RateCardView, RateLine, StillBuys } from '../views.ts'

export type RateCard = { version: number; effectiveAt: Date; prices: Map<ActionKey, UnitPrice> }

/** The current rate card: the newest version that is effective (R5). */
export async function getRateCard(): Promise<RateCard> {
  return cardOf(await readCardInForce(system(), {}))
}

const readCardInForce = preparedRead((db) => {
  const inForce = db
    .select({ version: rateCards.version })
    .from(rateCards)
    .where(lte(rateCards.effectiveAt, marketNow))
    .orderBy(desc(rateCards.effectiveAt), desc(rateCards.version))
    .limit(1)
  return pricesWhere(db, sql`${rateCardPrices.version} = (${inForce})`)
})

/** The version that work was started under: its price does not change while it runs. */
export async function getRateCardVersion(version: number): Promise<RateCard> {
  return cardOf(await pricesWhere(system(), eq(rateCardPrices.version, version)))
}

const pricesWhere = (db: Queryable, condition: SQL) =>
  db
    .select({ price: rateCardPrices, effectiveAt: rateCards.effectiveAt })
    .from(rateCardPrices)
    .innerJoin(rateCards, eq(rateCards.version, rateCardPrices.version))
    .where(condition)

function cardOf(rows: Awaited<ReturnType<typeof pricesWhere>>): RateCard {
  const [first] = rows
  assert(first, 'there is such a rate card')
  return {
    version: first.price.version,
    effectiveAt: first.effectiveAt,
    prices: new Map(rows.map(({ price }) => [price.action as ActionKey, price])),
  }
}

/** Credits for `units` of an action under a rate card. */
export function costUnder(card: RateCard, action: ActionKey, units: number): number {
  const price = card.prices.get(action)
  assert(price, `the rate card has a price for ${action}`)
  return costOf(price, units)
}

/** How many results of each action an amount of credits pays for. */
export function coveredBy(prices: RateCard['prices'], credits: number): StillBuys[] {
  return actionKeys.flatMap((action) => {
    const price = prices.get(action)
    if (!price) return []
    const { label, unit } = actionLabels[action]
    return [{ action, label, unit, price: priceWords(price, unit), units: unitsFor(price, credits) }]
  })
}

/** What one unit of an action costs under a rate card, in words. */
export function ruleUnder(card: RateCard, action: ActionKey): string {
  const price = card.prices.get(action)
  assert(price, `the rate card has a price for ${action}`)
  return priceRule(price, actionLabels[action].unit)
}

/** The current rate card for display, in the order of the actions. */
export async function getRateCardView(): Promise<RateCardView> {
  const [{ version, effectiveAt, prices }, [next]] = await Promise.all([
    getRateCard(),
    system()
      .select({ effectiveAt: rateCards.effectiveAt })
      .from(rateCards)
      .where(gt(rateCards.effectiveAt, marketNow))
      .orderBy(rateCards.effectiveAt)
      .limit(1),
  ])
  return {
    version,
    effectiveAt: effectiveAt.toISOString(),
    nextAt: next?.effectiveAt.toISOString() ?? null,
    lines: linesOf(prices),
  }
}

function linesOf(prices: RateCard['prices']): RateLine[] {
  return actionKeys.flatMap((action) => {
    const price = prices.get(action)
    if (!price) return []
    const { label, unit } = actionLabels[action]
    const { credits, per, minimum } = price
    return [{ action, label, unit, credits, per, minimum, words: priceWords(price, unit) }]
  })
}

import { and, asc, desc, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { operatorChanges, packs, plans, rateCardPrices, rateCards } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import {
  type PackFigures,
  type PlanFigures,
  packReasons,
  planReasons,
  rateCardReasons,
  type UnitPrices,
} from '../approvals/large-change'

type Approved = { result: string | null; after: unknown }

/** Changes approved by a second operator, newest first. */
const approvedChanges = (
  tx: Queryable,
  kind: 'rate-card' | 'plan' | 'pack',
  subject: string,
): Promise<Approved[]> =>
  tx
    .select({ result: operatorChanges.result, after: operatorChanges.after })
    .from(operatorChanges)
    .where(
      and(
        eq(operatorChanges.kind, kind),
        eq(operatorChanges.subject, subject),
        eq(operatorChanges.status, 'applied'),
      ),
    )
    .orderBy(desc(operatorChanges.decidedAt))

/**
 * The baseline for measuring changes: the newest terms a second operator approved that are still in the catalog, or else
 * the initial terms. All later changes by one operator are measured against it, however many there were.
 */
function baseOf<T extends { key: string }>(
  oldestFirst: readonly T[],
  approved: readonly Approved[],
): T | undefined {
  for (const { result, after } of approved) {
    const found = oldestFirst.find((version) => version.key === result)
    // A key can be reused after a withdrawal, so the terms themselves must match the approved ones.
    if (found && hasFields(found, after)) return found
  }
  return oldestFirst[0]
}

const hasFields = (row: object, approved: unknown): boolean =>
  typeof approved === 'object' &&
  approved !== null &&
  Object.entries(approved).every(([name, value]) => !(name in row) || Reflect.get(row, name) === value)

export async function reasonsForPlan(tx: Queryable, family: string, after: PlanFigures): Promise<string[]> {
  const versions = await tx
    .select()
    .from(plans)
    .where(eq(plans.family, family))
    .orderBy(asc(plans.effectiveAt))
  const before = baseOf(versions, await approvedChanges(tx, 'plan', family))
  return before ? planReasons(before, after, env().OPERATOR_FOUR_EYES_PRICE_FACTOR) : []
}

export async function reasonsForPack(tx: Queryable, family: string, after: PackFigures): Promise<string[]> {
  const versions = await tx.select().from(packs).orderBy(asc(packs.effectiveAt))
  const bases = new Map<string, PackFigures>()
  for (const name of new Set(versions.map((pack) => pack.family))) {
    const base = baseOf(
      versions.filter((pack) => pack.family === name),
      await approvedChanges(tx, 'pack', name),
    )
    if (base) bases.set(name, base)
  }
  const before = bases.get(family)
  if (!before) return []
  const others = [...bases].filter(([name]) => name !== family).map(([, base]) => base)
  return packReasons(before, after, others, env().OPERATOR_FOUR_EYES_PRICE_FACTOR)
}

export async function reasonsForRateCard(tx: Queryable, after: UnitPrices): Promise<string[]> {
  const cards = await tx
    .select({ version: rateCards.version, createdBy: rateCards.createdBy })
    .from(rateCards)
    .orderBy(desc(rateCards.version))
  const prices = await tx.select().from(rateCardPrices)
  const pricesOf = (version: number): UnitPrices =>
    Object.fromEntries(prices.filter((row) => row.version === version).map((row) => [row.action, row]))
  const approved = await approvedChanges(tx, 'rate-card', 'rate-card')
  const isApproved = (version: number) =>
    approved.some((change) => change.result === String(version) && hasPrices(pricesOf(version), change.after))
  // Built-in versions, such as the first one, have no operator.
  const base = cards.find(({ version, createdBy }) => createdBy === null || isApproved(version))
  return base ? rateCardReasons(pricesOf(base.version), after, env().OPERATOR_FOUR_EYES_PRICE_FACTOR) : []
}

function hasPrices(prices: UnitPrices, approved: unknown): boolean {
  if (typeof approved !== 'object' || approved === null) return false
  return Object.entries(approved).every(([action, price]) => {
    const row = prices[action]
    return row !== undefined && typeof price === 'object' && price !== null && hasFields(row, price)
  })
}

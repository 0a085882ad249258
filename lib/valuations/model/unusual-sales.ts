import type { Sale } from '@/lib/sales/sale'
import type { Neighborhoods } from './neighborhoods.ts'

/** Sales whose price says little about other homes. Decided from earlier sales alone, so that it is known on the day. */

/** `distressed`: far below the homes around it. `flip`: bought, and sold again within months for much more. */
export type UnusualSale = { why: 'distressed' | 'flip'; sinceDay: number }

type Priced = Sale & { day: number; premium: number }

const NEAREST = 12
const FEWEST_NEAREST = 8
/** Logarithms: a third below the sales around it, after size, age and build. */
const DISTRESSED_BELOW = 0.4
const FLIP_DAYS = 340
/** Sold again for over 40% more, as two of three homes in the bundled data that sold twice within 11 months. */
const FLIP_RISE = 1.4

/** The unusual sales among those given. */
export function findUnusualSales<S extends Priced>(
  sales: readonly S[],
  neighborhoods: Neighborhoods<S>,
): Map<S, UnusualSale> {
  const found = new Map<S, UnusualSale>()
  for (const sale of sales) {
    const nearest = neighborhoods.nearest(sale, NEAREST, (one) => one.day < sale.day, 5)
    if (nearest.length < FEWEST_NEAREST) continue
    const premiums = nearest.map(({ one }) => one.premium).sort((a, b) => a - b)
    const usual = premiums[Math.floor(premiums.length / 2)] ?? 0
    if (sale.premium < usual - DISTRESSED_BELOW) found.set(sale, { why: 'distressed', sinceDay: sale.day })
  }
  for (const same of Map.groupBy(sales, ({ parcel }) => parcel).values()) {
    const inOrder = same.toSorted((a, b) => a.day - b.day)
    inOrder.forEach((sale, i) => {
      const next = inOrder[i + 1]
      const isFlip = next && next.day - sale.day <= FLIP_DAYS && next.priceUsd > sale.priceUsd * FLIP_RISE
      if (isFlip && !found.has(sale)) found.set(sale, { why: 'flip', sinceDay: next.day })
    })
  }
  return found
}

/** What is left of an unusual sale's weight. */
export const UNUSUAL_WEIGHT = 0.25

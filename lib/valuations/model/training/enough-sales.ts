import { countOf } from '@/lib/core/text/format'
import type { Sale } from '@/lib/sales/sale'
import { FEWEST_DAYS } from './training-day.ts'

/** What a data set needs for a model, stated where it is refused. */

/** With fewer, its error on the newest month is far above that of a local agent's guess. */
const FEWEST_SALES_FOR_MODEL = 300
/** With fewer, a median error says nothing. */
const FEWEST_TESTED = 10

/** The newest month with enough sales to test on, as "2026-10". Null if there is none. */
export function testedMonthOf(sales: readonly Pick<Sale, 'soldOn'>[]): string | null {
  const counts = Map.groupBy(sales, ({ soldOn }) => soldOn.slice(0, 7))
  const months = [...counts].filter(([, own]) => own.length >= FEWEST_TESTED).map(([month]) => month)
  return months.sort().at(-1) ?? null
}

/** What is missing for a model, as sentences. Null if there is enough. `sales` have a location, oldest first. */
export function missingForModel(sales: readonly Pick<Sale, 'soldOn'>[]): string | null {
  const needs = `Valuations need at least ${FEWEST_SALES_FOR_MODEL} sales with coordinates over at least ${FEWEST_DAYS} days, and a month with at least ${FEWEST_TESTED} of them to test on.`
  const month = testedMonthOf(sales)
  const seen = sales.filter(({ soldOn }) => month === null || soldOn < `${month}-01`)
  if (sales.length < FEWEST_SALES_FOR_MODEL)
    return `${needs} This data has ${countOf(sales.length, 'sale')} with coordinates.`
  if (month === null) return `${needs} No month has that many.`
  const days = daysBetween(seen[0]?.soldOn, `${month}-01`)
  if (days < FEWEST_DAYS || seen.length < FEWEST_SALES_FOR_MODEL / 2)
    return `${needs} Before the newest month, this data has ${countOf(seen.length, 'sale')} over ${countOf(days, 'day')}.`
  return null
}

const daysBetween = (from: string | undefined, to: string) =>
  from ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) : 0

import { countySales, type SalesSource } from '@/lib/sales/source'
import type { DescribedHome } from '../home-input'
import type { ValuationResult } from '../views'
import { dayNumber } from './day-number'
import { surroundings } from './surroundings'
import { getTrainedModel } from './training/trained-model'
import { type Doubt, valueHome } from './value-home'

/** The value of a home on a day, from earlier sales, with what it is based on; or why it cannot be estimated. */
export async function estimateHome(
  home: DescribedHome,
  valuedOn: string,
  source: SalesSource = countySales,
): Promise<{ result: ValuationResult } | { doubt: Doubt }> {
  const { model, market } = await getTrainedModel(valuedOn, source)
  const day = dayNumber(valuedOn)
  const answer = valueHome(model, market, { ...home, ...surroundings(market, home, day) }, day)
  if ('doubt' in answer) return answer
  const { comparablesUsd, comparables, nearby, ownSale, ...numbers } = answer.valued
  const salesCount = market.known.filter((sale) => sale.day < day).length
  const { name, currency, areaUnit } = source
  const data = source.kind === 'own' ? { data: { name, currency, areaUnit } } : {}
  return {
    result: { ...numbers, grounds: { ...data, comparablesUsd, comparables, nearby, ownSale, salesCount } },
  }
}

import type { Sale } from '@/lib/sales/sale'
import { dayNumber } from '../model/day-number.ts'
import { marketOf } from '../model/evidence.ts'
import { estimate } from '../model/model.ts'
import { finish, trainModel } from '../model/training/train.ts'
import { daysAfter, FEWEST_DAYS } from '../model/training/training-day.ts'

type Group = { count: number; medianErrorPercent: number }
export type ResaleScore = {
  /** Homes with an earlier sale in the records, valued as of the day of the next one. */
  resales: Group
  others: Group
  /** Resales for over 40% more. */
  risen: number
  /** Sales that count less as comparables. */
  flagged: number
}

/** Every other home of this many, so that the command ends in a minute or two. */
const OTHERS_EACH = 5
const RISEN = 1.4

/** Values homes on the day they sold, from earlier sales alone, with the model of the month. */
export function scoreResales(sales: readonly Sale[]): ResaleScore {
  const first = sales.reduce((day, { soldOn }) => (soldOn < day ? soldOn : day), sales[0]?.soldOn ?? '')
  const usable = sales.filter((sale) => sale.soldOn >= daysAfter(first, FEWEST_DAYS))
  const byParcel = Map.groupBy(sales, ({ parcel }) => parcel)
  const previous = (sale: Sale) =>
    byParcel
      .get(sale.parcel)
      ?.filter((one) => one.soldOn < sale.soldOn)
      .at(-1)
  const errors = { resales: [] as number[], others: [] as number[] }
  let [risen, flagged] = [0, 0]
  for (const [month, group] of Map.groupBy(usable, ({ soldOn }) => soldOn.slice(0, 7))) {
    const model = finish(trainModel(sales, `${month}-01`))
    const market = marketOf(sales, model.hedonic)
    flagged = market.known.filter((sale) => sale.unusual !== null).length
    group.forEach((sale, i) => {
      const before = previous(sale)
      if (!before && i % OTHERS_EACH !== 0) return
      const { log } = estimate(model, market, sale, dayNumber(sale.soldOn))
      const off = Math.abs(Math.exp(log - Math.log(sale.priceUsd)) - 1)
      errors[before ? 'resales' : 'others'].push(off)
      if (before && sale.priceUsd > before.priceUsd * RISEN) risen += 1
    })
  }
  return { resales: groupOf(errors.resales), others: groupOf(errors.others), risen, flagged }
}

function groupOf(errors: number[]): Group {
  const sorted = errors.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
  return { count: errors.length, medianErrorPercent: 100 * median }
}

import type { Area } from '@/lib/sales/area'
import { type Period, periodBefore } from '@/lib/sales/period'
import { getCountyStats, listCountyMonths, listSalesInArea } from '@/lib/sales/sales-in-area'
import { computeFigures, type Figures } from './figures'

/** The figures of a report, from the recorded sales of its period and the previous one. */
export async function loadFigures(area: Area, period: Period, records: Period): Promise<Figures> {
  const { from } = periodBefore(period)
  const [sales, county, months] = await Promise.all([
    listSalesInArea(area, { from, to: period.to }),
    getCountyStats(period),
    listCountyMonths(),
  ])
  return computeFigures({ area, period, sales, county, countyMonths: months, records })
}

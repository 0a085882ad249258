import type { Area } from '@/lib/sales/area'
import { type Period, periodBefore } from '@/lib/sales/period'
import { getCountyStats, listCountyMonths, listSalesInArea } from '@/lib/sales/sales-in-area'
import type { SalesSource } from '@/lib/sales/source'
import { computeFigures, type Figures } from './figures'

/** The figures of a report, from the recorded sales of its period and the previous one. */
export async function loadFigures(
  area: Area,
  period: Period,
  records: Period,
  source: SalesSource,
): Promise<Figures> {
  const { from } = periodBefore(period)
  const [sales, county, months] = await Promise.all([
    listSalesInArea(area, { from, to: period.to }, source),
    getCountyStats(period, source),
    listCountyMonths(source),
  ])
  const { name, currency, areaUnit } = source
  const data = source.kind === 'own' ? { data: { name, currency, areaUnit } } : {}
  return computeFigures({ ...data, area, period, sales, county, countyMonths: months, records })
}

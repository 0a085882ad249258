import { eq, type SQL, sql } from 'drizzle-orm'
import { sales } from '@/db/schema'
import type { Area } from './area'
import { milesADegreeEast } from './shared/geometry'

/** The sales in an area. Distances use a plane at its latitude, exact to a few yards over 15 miles. */
export function inArea(area: Area): SQL {
  if (area.kind === 'zip') return eq(sales.zipCode, area.zipCode)
  if (area.kind === 'polygon') {
    const corners = area.corners.map(({ latitude, longitude }) => `(${longitude},${latitude})`).join(',')
    return sql`${`(${corners})`}::polygon @> point(${sales.longitude}, ${sales.latitude})`
  }
  const { center, miles } = area
  const east = milesADegreeEast(center.latitude)
  return sql`power((${sales.latitude} - ${center.latitude}::float8) * ${milesADegreeEast(0)}::float8, 2)
    + power((${sales.longitude} - ${center.longitude}::float8) * ${east}::float8, 2) <= ${miles * miles}::float8`
}

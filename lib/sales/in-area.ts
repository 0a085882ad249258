import { type SQL, sql } from 'drizzle-orm'
import { sales } from '@/db/schema'
import type { Area } from './area'
import { milesADegreeEast } from './shared/geometry'

type Columns = { area: SQL; latitude: SQL; longitude: SQL }
const countyColumns: Columns = {
  area: sql`${sales.zipCode}`,
  latitude: sql`${sales.latitude}`,
  longitude: sql`${sales.longitude}`,
}

/** The sales in an area. Distances use a plane at its latitude, exact to a few yards over 15 miles. */
export function inArea(area: Area, columns: Columns = countyColumns): SQL {
  const { latitude, longitude } = columns
  if (area.kind === 'zip') return sql`${columns.area} = ${area.zipCode}`
  if (area.kind === 'polygon') {
    const corners = area.corners.map((corner) => `(${corner.longitude},${corner.latitude})`).join(',')
    return sql`${`(${corners})`}::polygon @> point(${longitude}, ${latitude})`
  }
  const { center, miles } = area
  const east = milesADegreeEast(center.latitude)
  return sql`power((${latitude} - ${center.latitude}::float8) * ${milesADegreeEast(0)}::float8, 2)
    + power((${longitude} - ${center.longitude}::float8) * ${east}::float8, 2) <= ${miles * miles}::float8`
}

import { COUNTY } from '@/lib/sales/shared/measures'
import type { SeasonAdjustment } from '../figures/season'

/** How a report names the adjusted line, the same on screen and in the PDF. Safe in a browser. */

/** Reports made before there were two kinds of adjustment have no `season`. They are relative to the county. */
export const adjustedName = (season: SeasonAdjustment | undefined, where: string = COUNTY.name): string =>
  season?.takenOut === 'season' ? 'Seasonally adjusted' : `Relative to ${where}`

/** The same within a sentence. */
export const adjustedPhrase = (season: SeasonAdjustment | undefined, where: string = COUNTY.name): string =>
  season?.takenOut === 'season' ? 'seasonally adjusted' : `relative to ${where}`

export function adjustedNote(season: SeasonAdjustment | undefined, where: string = COUNTY.name): string {
  if (season?.takenOut === 'season') {
    return `Seasonal adjustment is based on ${season.monthsCount} months of ${where} sales (classical decomposition).`
  }
  const short = season
    ? ` Seasonal adjustment needs ${season.neededMonthsCount} full months of sales data; ${season.monthsCount} are available.`
    : ''
  return `“Relative to ${where}” shows the median as if the median of ${where} had not changed.${short}`
}

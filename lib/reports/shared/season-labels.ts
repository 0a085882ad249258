import type { SeasonAdjustment } from '../figures/season'

/** How a report names the adjusted line, the same on screen and in the PDF. Safe in a browser. */

/** Reports made before there were two kinds of adjustment have no `season`. They are relative to the county. */
export const adjustedName = (season: SeasonAdjustment | undefined): string =>
  season?.takenOut === 'season' ? 'Seasonally adjusted' : 'Relative to King County'

/** The same within a sentence. */
export const adjustedPhrase = (season: SeasonAdjustment | undefined): string =>
  season?.takenOut === 'season' ? 'seasonally adjusted' : 'relative to King County'

export function adjustedNote(season: SeasonAdjustment | undefined): string {
  if (season?.takenOut === 'season') {
    return `Seasonal adjustment is based on ${season.monthsCount} months of King County sales (classical decomposition).`
  }
  const short = season
    ? ` Seasonal adjustment needs ${season.neededMonthsCount} full months of sales data; ${season.monthsCount} are available.`
    : ''
  return `“Relative to King County” shows the median as if King County’s median had not changed.${short}`
}

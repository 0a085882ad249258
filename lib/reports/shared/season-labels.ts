import type { SeasonWords } from '../figures/season'

/** How a report names the line without the season. Safe in a browser: screen and paper say the same. */

/** Reports made before two ways were told apart have no `season`: they took the county. */
export const adjustedName = (season: SeasonWords | undefined): string =>
  season?.takenOut === 'season' ? 'Season taken out' : 'Set against the county'

export const adjustedPhrase = (season: SeasonWords | undefined): string =>
  season?.takenOut === 'season' ? 'with the season taken out' : 'set against King County’s same months'

export function adjustedNote(season: SeasonWords | undefined): string {
  if (season?.takenOut === 'season') {
    return `The season is King County’s, told from ${season.monthsCount} months by classical decomposition.`
  }
  const short = season
    ? ` It takes ${season.neededMonthsCount} whole months on record to tell a season from a trend, and there are ${season.monthsCount}.`
    : ''
  return `“Set against the county” is the median as it would be had King County’s not moved.${short}`
}

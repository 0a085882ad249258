export type Place = { latitude: number; longitude: number }

/** A map view of `width` x `height` units, true to scale. */
export type Projection = {
  width: number
  height: number
  x: (place: Place) => number
  y: (place: Place) => number
  /** The place at a point of the drawing. */
  placeAt: (x: number, y: number) => Place
  unitsPerMile: number
}

const MILES_A_DEGREE = 69.1

/** Fits all places with a margin, and shows at least `leastMiles` from top to bottom. */
export function projectionOf(
  places: readonly Place[],
  { width, height, leastMiles = 0.5 }: { width: number; height: number; leastMiles?: number },
): Projection {
  const latitudes = places.map((place) => place.latitude)
  const longitudes = places.map((place) => place.longitude)
  const north = Math.max(...latitudes)
  const south = Math.min(...latitudes)
  const middle = {
    latitude: (north + south) / 2,
    longitude: (Math.max(...longitudes) + Math.min(...longitudes)) / 2,
  }
  const milesADegreeEast = MILES_A_DEGREE * Math.cos((middle.latitude * Math.PI) / 180)
  const milesHigh = (north - south) * MILES_A_DEGREE
  const milesWide = (Math.max(...longitudes) - Math.min(...longitudes)) * milesADegreeEast
  const shownMilesHigh = Math.max(milesHigh * 1.2, (milesWide * 1.2 * height) / width, leastMiles)
  const unitsPerMile = height / shownMilesHigh
  return {
    width,
    height,
    unitsPerMile,
    x: ({ longitude }) => width / 2 + (longitude - middle.longitude) * milesADegreeEast * unitsPerMile,
    y: ({ latitude }) => height / 2 - (latitude - middle.latitude) * MILES_A_DEGREE * unitsPerMile,
    placeAt: (x, y) => ({
      latitude: middle.latitude - (y - height / 2) / unitsPerMile / MILES_A_DEGREE,
      longitude: middle.longitude + (x - width / 2) / unitsPerMile / milesADegreeEast,
    }),
  }
}

/** A round length for the scale bar, between a seventh and a third of the width. */
export function scaleMiles({ width, unitsPerMile }: Projection): number {
  const most = width / 3 / unitsPerMile
  return [20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05].find((miles) => miles <= most) ?? 0.02
}

import type { Area } from '@/lib/sales/area'
import { crossesItself, FEWEST_CORNERS, type Place } from '@/lib/sales/shared/geometry'

/** The form's fields for an area, as typed, so that a partly typed number is not lost. */
export type AreaChoice = {
  kind: Area['kind']
  zipCode: string | null
  name: string
  latitude: string
  longitude: string
  miles: string
  corners: { id: string; latitude: string; longitude: string }[]
}

export const nothingChosen: AreaChoice = {
  kind: 'zip',
  zipCode: null,
  name: '',
  latitude: '',
  longitude: '',
  miles: '1',
  corners: [],
}

const NAME = /^\p{L}[\p{L}\p{N} .,'’&/-]{2,59}$/u

/** The chosen area, or what is missing. lib/sales/area.ts validates it again on the server. */
export function areaOf(choice: AreaChoice): { area: Area } | { missing: string } {
  const { kind, zipCode } = choice
  const name = choice.name.trim()
  if (!zipCode) return { missing: kind === 'zip' ? 'Choose an area first.' : 'Choose a zip code first.' }
  if (kind === 'zip') return { area: { kind, zipCode } }
  if (!NAME.test(name)) return { missing: 'Enter an area name that starts with a letter.' }
  if (kind === 'radius') {
    const [center, miles] = [placeOf(choice), Number(choice.miles)]
    if (!center) return { missing: 'Set the center of the circle.' }
    if (!(miles >= 0.1 && miles <= 15)) return { missing: 'Enter a radius from 0.1 to 15 miles.' }
    return { area: { kind, name, center, miles } }
  }
  const corners = placesOf(choice.corners)
  if (corners.length < choice.corners.length) return { missing: 'Enter coordinates for every corner.' }
  if (corners.length < FEWEST_CORNERS) return { missing: 'Add at least three corners.' }
  if (crossesItself(corners)) return { missing: 'The outline crosses itself. Move or remove a corner.' }
  return { area: { kind, name, corners } }
}

type Typed = { latitude: string; longitude: string }

export function placeOf({ latitude, longitude }: Typed): Place | null {
  const place = { latitude: Number(latitude), longitude: Number(longitude) }
  const isWhole = latitude.trim() !== '' && longitude.trim() !== ''
  return isWhole && Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : null
}

export const placesOf = (corners: readonly Typed[]): Place[] =>
  corners.flatMap((corner) => placeOf(corner) ?? [])

/** About ten yards, as precise as a click. */
export const toFields = ({ latitude, longitude }: Place): Typed => ({
  latitude: latitude.toFixed(4),
  longitude: longitude.toFixed(4),
})

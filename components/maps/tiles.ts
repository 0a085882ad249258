/** Which tiles of a web map (Web Mercator, 256 pixels) a drawing shows, and where. Pure. */

export type MapBounds = { north: number; south: number; west: number; east: number }

export type Tile = {
  zoom: number
  column: number
  row: number
  left: number
  top: number
  width: number
  height: number
}

const TILE_PIXELS = 256
const DEEPEST_ZOOM = 19
/** A drawing shows about twelve. More means that its bounds are wrong. */
const MOST_TILES = 48

const columnAt = (longitude: number, zoom: number) => ((longitude + 180) / 360) * 2 ** zoom
function rowAt(latitude: number, zoom: number): number {
  const angle = (latitude * Math.PI) / 180
  return ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** zoom
}

/** The tiles in the zoom in which they have about their own size. */
export function tilesOf(bounds: MapBounds, width: number, height: number): Tile[] {
  const { north, south, west, east } = bounds
  const degrees = east - west
  if (!(degrees > 0) || !(north > south)) return []
  const ideal = Math.log2(((360 / degrees) * width) / TILE_PIXELS)
  const zoom = Math.max(0, Math.min(DEEPEST_ZOOM, Math.round(ideal)))
  const [left, right] = [columnAt(west, zoom), columnAt(east, zoom)]
  const [top, bottom] = [rowAt(north, zoom), rowAt(south, zoom)]
  const [unitX, unitY] = [width / (right - left), height / (bottom - top)]
  const tiles: Tile[] = []
  for (let row = Math.floor(top); row <= Math.floor(bottom); row += 1)
    for (let column = Math.floor(left); column <= Math.floor(right); column += 1)
      tiles.push({
        zoom,
        column,
        row,
        left: (column - left) * unitX,
        top: (row - top) * unitY,
        width: unitX,
        height: unitY,
      })
  return tiles.length <= MOST_TILES ? tiles : []
}

export const tileHref = (template: string, { zoom, column, row }: Tile): string =>
  template.replace('{z}', String(zoom)).replace('{x}', String(column)).replace('{y}', String(row))

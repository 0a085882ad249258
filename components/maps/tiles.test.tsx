import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SalesMap } from './sales-map'
import { TilesProvider } from './tile-source'
import { tileHref, tilesOf } from './tiles'

const seattle = { north: 47.7, south: 47.64, west: -122.38, east: -122.28 }

test('tiles cover the whole drawing and are about as large as they are', () => {
  const tiles = tilesOf(seattle, 640, 420)
  expect(tiles.length).toBeGreaterThan(3)
  expect(tiles.length).toBeLessThan(25)
  expect(Math.min(...tiles.map(({ left }) => left))).toBeLessThanOrEqual(0)
  expect(Math.min(...tiles.map(({ top }) => top))).toBeLessThanOrEqual(0)
  expect(Math.max(...tiles.map(({ left, width }) => left + width))).toBeGreaterThanOrEqual(640)
  expect(Math.max(...tiles.map(({ top, height }) => top + height))).toBeGreaterThanOrEqual(420)
  for (const { width } of tiles) expect(width).toBeGreaterThan(150)
})

test('a tile has the number that web maps give it', () => {
  // The Space Needle is in this tile of zoom 13 on every web map.
  const [tile] = tilesOf({ north: 47.6206, south: 47.6205, west: -122.35, east: -122.3 }, 320, 1)
  expect(tile).toMatchObject({ zoom: 13, column: 1_311, row: 2_860 })
  if (tile) expect(tileHref('https://t.test/{z}/{x}/{y}.png', tile)).toBe('https://t.test/13/1311/2860.png')
})

test('R41: bounds without an extent have no tiles', () => {
  expect(tilesOf({ ...seattle, east: seattle.west }, 640, 420)).toEqual([])
  expect(tilesOf({ north: 80, south: -80, west: -179.9, east: -179.8 }, 640, 420)).toEqual([])
})

test('R38: without a setting a map loads nothing, with one it has tiles and their credit', () => {
  const dots = [
    { latitude: 47.64, longitude: -122.38 },
    { latitude: 47.7, longitude: -122.28 },
  ]
  const map = <SalesMap label="Sales" dots={dots} />
  expect(renderToStaticMarkup(map)).not.toContain('<image')
  const html = renderToStaticMarkup(
    <TilesProvider value={{ template: 'https://t.test/{z}/{x}/{y}.png', attribution: '© Map people' }}>
      {map}
    </TilesProvider>,
  )
  expect(html).toContain('href="https://t.test/')
  expect(html).toContain('© Map people')
})

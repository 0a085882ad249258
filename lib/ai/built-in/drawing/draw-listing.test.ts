import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { drawListing, layouts } from './draw-listing'
import { formatNames, formats, ListingFacts, layoutNames } from './listing-facts'
import { palettes } from './palettes'

const bare = {
  headline: 'Sold',
  address: '',
  price: '',
  details: [],
  badge: '',
  agency: '',
  wish: '',
  palette: 'forest',
  light: 'day',
  homeKind: 'house',
  waterside: false,
  focus: 'centre',
  zoom: 1,
  seed: 7,
}
/** The longest possible brief. */
const full = {
  ...bare,
  headline: 'Renovated craftsman with mountain views, studio and orchard',
  address: '12345 Northwest Sunset Boulevard, Apartment 1204, Seattle, WA 98107 (corner lot)',
  price: '$12,845,000 or best bid',
  details: ['5 bedrooms and den', '3.25 bathrooms', '3,950 square feet', '0.25 acre corner lot'],
  badge: 'Open house Saturday',
  agency: 'Windermere Harbour & Hill Real Estate Partners of Seattle',
}

const DRAWING_LIMIT_MS = 30_000

describe.each(layoutNames)('the layout %s', (layout) => {
  test.each(formatNames)(
    'fits the longest brief in the %s format and gives the rest to the picture',
    (format) => {
      const { width, height } = formats[format]
      const areaOf = (facts: object) => {
        const unit = format === 'link' ? 8.4 : width / 100
        const sheet = {
          facts: ListingFacts.parse({ ...facts, layout, format }),
          palette: palettes.forest,
          width,
          height,
          unit,
        }
        return layouts[layout].picture(sheet)
      }
      const [crowded, free] = [areaOf(full), areaOf(bare)]
      expect(crowded.height).toBeGreaterThan(0.33 * height)
      // More than the chimney of the home must be visible.
      expect(crowded.groundY).toBeGreaterThan(0.3 * height)
      expect(crowded.groundY).toBeLessThan(crowded.height)
      expect(free.height).toBeGreaterThanOrEqual(crowded.height)
      expect(free.groundY).toBeGreaterThanOrEqual(crowded.groundY)
    },
  )
})

test(
  'drawListing gives the same picture for the same facts and another one for another seed',
  async () => {
    const facts = ListingFacts.parse({ ...full, layout: 'cover', format: 'link' })
    const [one, same, other] = await Promise.all(
      [facts, facts, { ...facts, seed: 8 }].map((each) => drawListing(each, null)),
    )
    expect(await sharp(one).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(Buffer.compare(one as Uint8Array, same as Uint8Array)).toBe(0)
    expect(Buffer.compare(one as Uint8Array, other as Uint8Array)).not.toBe(0)
  },
  DRAWING_LIMIT_MS,
)

test(
  'drawListing uses a photo as it is, with the requested finish',
  async () => {
    const photo = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#c03020' } })
      .jpeg()
      .toBuffer()
    const drawnWith = async (finish: string) => {
      const facts = ListingFacts.parse({ ...bare, layout: 'panel', format: 'link', finish })
      const { data } = await sharp(await drawListing(facts, photo))
        .extract({ left: 300, top: 100, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true })
      return [...data.subarray(0, 3)]
    }
    const [red = 0, green = 0] = await drawnWith('natural')
    expect(red).toBeGreaterThan(170)
    expect(green).toBeLessThan(70)
    const [r, g, b] = await drawnWith('monochrome')
    expect([r, g]).toEqual([g, b])
  },
  DRAWING_LIMIT_MS,
)

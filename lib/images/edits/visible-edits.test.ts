import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawListing } from '@/lib/ai/built-in/drawing/draw-listing'
import { homeKinds, ListingFacts, layoutNames } from '@/lib/ai/built-in/drawing/listing-facts'
import { drawScene } from '@/lib/ai/built-in/drawing/scene'
import { paintHex } from '@/lib/ai/shared/paints'
import { understandEdit } from '../shared/understand-image'

const DRAWING_LIMIT_MS = 30_000
const AREA = { width: 1_080, height: 1_080, centerX: 540, groundY: 750 }
const facts = (over: object = {}) =>
  ListingFacts.parse({
    headline: 'Sold',
    address: '',
    price: '',
    details: [],
    badge: '',
    agency: '',
    wish: '',
    format: 'square',
    layout: 'gallery',
    palette: 'forest',
    light: 'day',
    homeKind: 'house',
    waterside: false,
    focus: 'centre',
    zoom: 1,
    seed: 7,
    ...over,
  })

/** How many pixels of the finished image have about this color. */
async function pixelsLike(image: Uint8Array, hex: string): Promise<number> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  let count = 0
  for (let at = 0; at < data.length; at += info.channels)
    if (wanted.every((part, i) => Math.abs((data[at + i] ?? 0) - part) < 14)) count += 1
  return count
}

test.each(['front door red', 'walls teal', 'roof orange'])(
  'R7: the image shows what its caption says: %s',
  async (wish) => {
    const before = facts()
    const { after, will } = understandEdit(wish, before, false)
    expect(will).toEqual([wish])
    const hex = paintHex(wish.split(' ').at(-1) ?? '') ?? ''
    const [plain, painted] = await Promise.all([drawListing(before, null), drawListing(after, null)])
    expect(await pixelsLike(plain, hex)).toBeLessThan(50)
    expect(await pixelsLike(painted, hex)).toBeGreaterThan(1_000)
  },
  DRAWING_LIMIT_MS,
)

test.each(homeKinds)('R7: drawScene paints every paintable part of %s', (homeKind) => {
  for (const wish of ['door pink', 'walls pink', 'roof pink']) {
    const { after, cannot } = understandEdit(wish, facts({ homeKind }), false)
    const shown = drawScene(AREA, after).includes(`fill="${paintHex('pink')}"`)
    expect(shown, wish).toBe(cannot.length === 0)
  }
})

test('R7: drawScene shows trees, clouds and water exactly when the caption says so', () => {
  const circles = (over: object) => drawScene(AREA, facts(over)).match(/<circle|<polygon/g)?.length ?? 0
  const rects = (over: object) => drawScene(AREA, facts(over)).match(/rx="/g)?.length ?? 0
  expect(circles({ trees: false })).toBeLessThan(circles({}) - 6)
  expect(circles({ clouds: false })).toBe(circles({}) - 6)
  expect(rects({ waterside: true })).toBeGreaterThan(rects({}) + 10)
})

test(
  'R7: the image is brighter or darker when the caption says so',
  async () => {
    const lightOf = async (instruction: string) => {
      const { after } = understandEdit(instruction, facts(), false)
      const { channels } = await sharp(await drawListing(after, null))
        .greyscale()
        .stats()
      return channels[0]?.mean ?? 0
    }
    const [darker, usual, brighter] = await Promise.all(
      ['darker', 'headline: Sold now', 'brighter'].map(lightOf),
    )
    expect(darker).toBeLessThan((usual ?? 0) - 5)
    expect(brighter).toBeGreaterThan((usual ?? 0) + 5)
  },
  DRAWING_LIMIT_MS,
)

/** How many pixels of two images of the same size clearly differ. */
async function pixelsApart(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((image) => sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true })),
  )
  return a && b ? a.data.filter((value, i) => Math.abs(value - (b.data[i] ?? 0)) > 24).length : 0
}

/** How many pixels of the lower half are blue, as water is and a lawn is not. */
async function bluePixels(image: Uint8Array): Promise<number> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let count = 0
  for (let at = data.length / 2; at < data.length; at += info.channels)
    if ((data[at + 2] ?? 0) > (data[at] ?? 0) + 35 && (data[at + 2] ?? 0) > (data[at + 1] ?? 0)) count += 1
  return count
}

const FULL = {
  headline: 'Renovated craftsman with views',
  address: '12345 Northwest Sunset Boulevard, Seattle',
  price: '$845,000',
  details: ['4 bed', '2.5 bath', '1,950 sq ft'],
  badge: 'Just listed',
  agency: 'Harbor & Hill',
}

test.each(layoutNames)(
  'R7: the text of the %s layout does not hide a promised change',
  async (layout) => {
    const base = facts({ ...FULL, layout, format: 'square', wallPaint: 'white', doorPaint: 'white' })
    const plain = await drawListing(base, null)
    for (const [wish, fewest] of [
      ['front door black', 500],
      ['roof pink', 4_000],
      ['no trees', 4_000],
    ] as const) {
      const { after } = understandEdit(wish, base, false)
      expect(await pixelsApart(plain, await drawListing(after, null)), wish).toBeGreaterThan(fewest)
    }
    const { after } = understandEdit('by the lake', base, false)
    const [dry, wet] = [await bluePixels(plain), await bluePixels(await drawListing(after, null))]
    expect(wet - dry).toBeGreaterThan(5_000)
  },
  4 * DRAWING_LIMIT_MS,
)

import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { SaleRow } from '@/lib/sales/sale'
import { computeFigures } from '../figures/figures'
import { linkPicture, PICTURE_SIZE, type PictureInput } from './link-picture'

const figures = computeFigures({
  area: { kind: 'zip', zipCode: '98103' },
  period: { from: '2015-01-01', to: '2015-03-31' },
  sales: Array.from(
    { length: 20 },
    (_, i): SaleRow => ({
      soldOn: '2015-02-10',
      priceUsd: 400_000 + i * 10_000,
      livingSqft: 1_500,
      bedrooms: 3,
      bathrooms: 2,
      yearBuilt: 1950,
      latitude: 47.6,
      longitude: -122.3,
    }),
  ),
  county: { salesCount: 900, medianPriceUsd: 450_000, medianPricePerSqftUsd: 240 },
  countyMonths: [],
  records: { from: '2014-12-15', to: '2015-05-27' },
})
const brand = { agencyName: 'Harbour & Hill', color: '#17594e', logo: null }
const agent = { name: 'Pat Agent', phone: '(206) 555-0100', email: '', license: '', photo: null }
const input: PictureInput = { figures, brand, agent }

const colorAt = async (png: Uint8Array, left: number, top: number) => [
  ...(await sharp(png).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
]

test('the picture of a link has the size networks ask for and the color of the agency', async () => {
  const png = await linkPicture(1, input)
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...PICTURE_SIZE })
  expect(await colorAt(png, 5, 5)).toEqual([0x17, 0x59, 0x4e])
  expect(
    await colorAt(await linkPicture(1, { ...input, brand: { ...brand, color: '#803010' } }), 5, 5),
  ).toEqual([0x80, 0x30, 0x10])
})

test('R41: the same picture is drawn once, and another agency or card has its own', async () => {
  const [one, again] = await Promise.all([linkPicture(2, input), linkPicture(2, input)])
  expect(again).toBe(one)
  const other = await linkPicture(2, { ...input, agent: { ...agent, name: 'Kim Other' } })
  expect(Buffer.from(other).equals(Buffer.from(one))).toBe(false)
  expect(await linkPicture(3, input)).not.toBe(one)
})

test('R51: letters of other scripts have glyphs', async () => {
  const of = (areaName: string) => linkPicture(6, { ...input, figures: { ...figures, areaName } })
  // Two characters without a glyph would be the same boxes.
  expect(Buffer.from(await of('北京')).equals(Buffer.from(await of('東京')))).toBe(false)
}, 30_000)

test('a long finding, a missing median and a logo do not fail', async () => {
  const logo = await sharp({ create: { width: 600, height: 90, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const png = await linkPicture(7, {
    figures: {
      ...figures,
      areaName: 'A very long name of an area '.repeat(6),
      priceUsd: null,
      pricePerSqftUsd: null,
    },
    brand: { ...brand, logo: new Uint8Array(logo), agencyName: 'Agency '.repeat(12) },
    agent: null,
  })
  expect(await sharp(png).metadata()).toMatchObject(PICTURE_SIZE)
})

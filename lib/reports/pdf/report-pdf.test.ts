import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { SaleRow } from '@/lib/sales/sale'
import { computeFigures, type Figures } from '../figures/figures'
import type { CoverAgent } from './cover'
import { reportFileName } from './pdf-response'
import { reportPdf } from './report-pdf'

const period = { from: '2014-07-01', to: '2015-03-31' }
const brand = { agencyName: 'Harbour & Hill', color: '#17594e', logo: null }

function figures(salesCount: number): Figures {
  const sales = Array.from({ length: salesCount }, (_, i): SaleRow => {
    const month = new Date(Date.UTC(2014, 6 + (i % 9), 1 + (i % 28)))
    return {
      soldOn: month.toISOString().slice(0, 10),
      priceUsd: 300_000 + ((i * 37_000) % 900_000),
      livingSqft: 900 + ((i * 130) % 2_600),
      bedrooms: 1 + (i % 6),
      bathrooms: 2,
      yearBuilt: 1920 + (i % 90),
      latitude: 47.6 + (i % 20) / 1_000,
      longitude: -122.3 + (i % 15) / 1_000,
    }
  })
  return computeFigures({
    area: { kind: 'zip', zipCode: '98103' },
    period,
    sales,
    county: { salesCount: 9_000, medianPriceUsd: 450_000, medianPricePerSqftUsd: 240 },
    countyMonths: [],
    records: { from: '2014-05-02', to: '2015-03-31' },
  })
}

/** How many texts and filled shapes each page has. */
function pagesOf(pdf: Uint8Array): { texts: number; fills: number }[] {
  const bytes = Buffer.from(pdf)
  const raw = bytes.toString('latin1')
  const pages = []
  for (const match of raw.matchAll(/\/Length (\d+)[^>]*>>\s*stream\r?\n/g)) {
    const start = match.index + match[0].length
    const packed = bytes.subarray(start, start + Number(match[1]))
    const text = inflated(packed)
    if (/\bBT\b/.test(text))
      pages.push({ texts: text.match(/\bBT\b/g)?.length ?? 0, fills: text.match(/^f\*?$/gm)?.length ?? 0 })
  }
  return pages
}

function inflated(packed: Buffer): string {
  try {
    return inflateSync(packed).toString('latin1')
  } catch {
    return ''
  }
}

/** The footer of a page: the report and the page number. */
const FOOT_TEXTS = 2

test('reportPdf never leaves only a line or two on the last page, for any length of summary', async () => {
  const made = figures(240)
  const rowTexts = 6
  const least = 1 + rowTexts * (made.notable.length + 1) + 1
  const counts = new Set<number>()
  for (let sentences = 1; sentences <= 60; sentences += 4) {
    const summary = Array.from(
      { length: sentences },
      (_, i) => `Sentence ${i} says what sold in the area.`,
    ).join(' ')
    const pages = pagesOf(await reportPdf({ figures: made, summary, model: 'the built-in writer' }, brand))
    counts.add(pages.length)
    expect((pages.at(-1)?.texts ?? 0) - FOOT_TEXTS, `${sentences} sentences`).toBeGreaterThanOrEqual(least)
  }
  // The number of pages varied.
  expect(counts.size).toBeGreaterThan(1)
}, 60_000)

test('reportPdf draws the price chart with a bar for each range and alternative text', async () => {
  const made = figures(240)
  const input = { summary: 'Homes sold.', model: 'the built-in writer' }
  const fillsOf = async (of: Figures) =>
    pagesOf(await reportPdf({ ...input, figures: of }, brand)).reduce((sum, { fills }) => sum + fills, 0)
  expect(made.priceBuckets.length).toBeGreaterThan(3)
  const none = await fillsOf({ ...made, priceBuckets: [] })
  expect((await fillsOf(made)) - none).toBe(
    made.priceBuckets.filter(({ salesCount }) => salesCount > 0).length,
  )

  const bytes = Buffer.from(await reportPdf({ ...input, figures: made }, brand))
  // Texts with a dash are stored as UTF-16.
  const pdf = bytes.toString('latin1').replaceAll('\u0000', '')
  const [first] = made.priceBuckets
  expect(pdf).toContain('Sales by price. ')
  expect(pdf).toContain(`: ${first?.salesCount}`)
})

test('the cover is the first page, with the agent as far as they filled in their card', async () => {
  const input = { figures: figures(240), summary: 'Homes sold.', model: 'the built-in writer' }
  const photo = await sharp({ create: { width: 320, height: 320, channels: 3, background: '#c0a080' } })
    .jpeg()
    .toBuffer()
  const agent = { name: 'Pat Agent', phone: '(206) 555-0100', email: '', license: 'WA 12345' }
  const now = new Date('2026-11-29T00:00:00Z')
  const print = async (shown: CoverAgent | null) => {
    const pdf = await reportPdf(input, brand, { agent: shown, now })
    return { pages: pagesOf(pdf), raw: Buffer.from(pdf).toString('latin1').replaceAll('\u0000', '') }
  }
  const [none, some, all] = [
    await print(null),
    await print({ ...agent, photo: null }),
    await print({ ...agent, photo: new Uint8Array(photo) }),
  ]
  // Name, license and phone are a text each, and the rest of the pages are the same.
  expect((some.pages[0]?.texts ?? 0) - (none.pages[0]?.texts ?? 0)).toBe(3)
  expect(some.pages.slice(1)).toEqual(none.pages.slice(1))
  expect(some.raw).not.toContain('Photo of Pat Agent')
  expect(all.raw).toContain('Photo of Pat Agent')
})

test('reportFileName names the area and the month in which the report was made', () => {
  const name = (area: string) => reportFileName(area, '2026-12-01T03:00:00Z', 'America/Los_Angeles')
  expect(name('98103')).toBe('Market report 98103 Nov 2026.pdf')
  expect(name('Green Lake / Wallingford')).toBe('Market report Green Lake Wallingford Nov 2026.pdf')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SaleRow } from '@/lib/sales/sale'
import { computeFigures, type FiguresInput } from './figures'

const records = { from: '2014-05-02', to: '2015-03-31' }
const county = { salesCount: 100, medianPriceUsd: 450_000, medianPricePerSqftUsd: 240 }

const sale = (soldOn: string, priceUsd: number, more: Partial<SaleRow> = {}): SaleRow => ({
  soldOn,
  priceUsd,
  livingSqft: 2_000,
  bedrooms: 3,
  bathrooms: 2,
  yearBuilt: 1960,
  latitude: 47.68,
  longitude: -122.34,
  ...more,
})

const march = { from: '2015-03-01', to: '2015-03-31' }
const figures = (sales: SaleRow[], more: Partial<FiguresInput> = {}) =>
  computeFigures({
    area: { kind: 'zip', zipCode: '98103' },
    period: march,
    sales,
    county,
    countyMonths: [],
    records,
    ...more,
  })

describe('computeFigures', () => {
  // Ten sales in March at 410,000 to 500,000, ten in the 31 days before at 400,000 each.
  const tenNow = Array.from({ length: 10 }, (_, i) => sale(`2015-03-${10 + i}`, 410_000 + i * 10_000))
  const tenBefore = Array.from({ length: 10 }, (_, i) => sale(`2015-02-${10 + i}`, 400_000))

  test('matches values calculated by hand', () => {
    const found = figures([...tenNow, ...tenBefore])
    expect(found.salesCount).toBe(10)
    expect(found.volumeUsd).toBe(4_550_000)
    expect(found.priceUsd).toEqual({
      median: 455_000,
      lowerQuartile: 432_500,
      upperQuartile: 477_500,
      lowest: 410_000,
      highest: 500_000,
    })
    expect(found.pricePerSqftUsd?.median).toBe(228)
    expect(found.before).toEqual({
      from: '2015-01-29',
      to: '2015-02-28',
      salesCount: 10,
      medianPriceUsd: 400_000,
      salesChangePercent: 0,
      medianPriceChangePercent: 13.8,
      medianPricePerSqftChangePercent: 13.8,
      volumeChangePercent: 13.8,
    })
    expect(found.county).toMatchObject({ areaSharePercent: 10, medianGapUsd: 5_000, medianGapPercent: 1.1 })
    expect(found.months).toEqual([
      {
        month: '2015-03',
        salesCount: 10,
        medianPriceUsd: 455_000,
        adjustedMedianPriceUsd: null,
        thin: false,
        partial: false,
      },
    ])
    expect(found.bedrooms).toEqual([
      { label: '3', salesCount: 10, sharePercent: 100, medianPriceUsd: 455_000 },
    ])
  })

  test('with too few sales gives no median and no buckets, but lists the sales', () => {
    const found = figures([sale('2015-03-02', 300_000), sale('2015-03-20', 900_000)])
    expect(found).toMatchObject({
      salesCount: 2,
      volumeUsd: 1_200_000,
      priceUsd: null,
      pricePerSqftUsd: null,
    })
    expect(found.priceBuckets).toEqual([])
    expect(found.county.medianGapPercent).toBeNull()
    expect(found.months[0]).toMatchObject({ thin: true, medianPriceUsd: null })
    expect(found.notable.map((row) => row.priceUsd)).toEqual([900_000, 300_000])
  })

  test('with few sales in either period gives no percentage change', () => {
    const found = figures([...tenNow, ...tenBefore.slice(1)])
    expect(found.before).toMatchObject({
      salesCount: 9,
      medianPriceUsd: 400_000,
      medianPriceChangePercent: null,
      volumeChangePercent: null,
    })
  })

  test('makes no comparison if the records do not cover the entire previous period', () => {
    const period = { from: '2014-05-20', to: '2014-06-30' }
    expect(figures([sale('2014-05-21', 1)], { period }).before).toBeNull()
  })

  test('marks a month that is only partly in the period', () => {
    const found = figures(tenNow, { period: { from: '2015-02-10', to: '2015-03-31' } })
    expect(found.months.map(({ month, partial }) => [month, partial])).toEqual([
      ['2015-02', true],
      ['2015-03', false],
    ])
  })

  test('lists a sale that is notable for several reasons once', () => {
    const castle = sale('2015-03-05', 5_000_000, { livingSqft: 9_000, bedrooms: 7 })
    const found = figures([...tenNow, castle])
    expect(found.notable[0]).toMatchObject({
      why: 'highest price',
      priceUsd: 5_000_000,
      pricePerSqftUsd: 556,
    })
    expect(found.notable.filter((row) => row.priceUsd === 5_000_000)).toHaveLength(1)
    expect(found.bedrooms.at(-1)).toMatchObject({ label: '6 or more', salesCount: 1 })
  })

  const anySale = fc.record({
    soldOn: fc
      .integer({ min: 0, max: 61 })
      .map((n) => new Date(Date.UTC(2015, 0, 29 + n)).toISOString().slice(0, 10)),
    priceUsd: fc.integer({ min: 75_000, max: 7_700_000 }),
    livingSqft: fc.integer({ min: 290, max: 13_540 }),
    bedrooms: fc.integer({ min: 0, max: 33 }),
    bathrooms: fc.constantFrom(0, 1, 1.75, 2.5),
    yearBuilt: fc.integer({ min: 1900, max: 2015 }),
    latitude: fc.constant(47.68),
    longitude: fc.constant(-122.34),
  })

  test('gives parts that add up to the total, for any sales', () => {
    fc.assert(
      fc.property(fc.array(anySale, { maxLength: 80 }), (sales) => {
        const found = figures(sales)
        const sum = (rows: { salesCount: number }[]) => rows.reduce((total, row) => total + row.salesCount, 0)
        expect(sum(found.months)).toBe(found.salesCount)
        expect(sum(found.bedrooms)).toBe(found.salesCount)
        if (found.priceUsd) expect(sum(found.priceBuckets)).toBe(found.salesCount)
        expect(found.salesCount + (found.before?.salesCount ?? 0)).toBe(sales.length)
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }),
    )
  })
})

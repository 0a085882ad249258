import { describe, expect, test } from 'vitest'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import type { SaleRow } from '@/lib/sales/sale'
import { computeFigures, type Figures } from '../figures/figures'
import { adviceOf, findingOf } from './finding'

function figures(prices: number[], changes: Partial<Figures> = {}): Figures {
  const made = computeFigures({
    area: { kind: 'zip', zipCode: '98103' },
    period: { from: '2015-01-01', to: '2015-03-31' },
    sales: prices.map(
      (priceUsd, i): SaleRow => ({
        soldOn: `2015-02-${String(1 + (i % 27)).padStart(2, '0')}`,
        priceUsd,
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
  return { ...made, ...changes }
}

const twenty = Array.from({ length: 20 }, (_, i) => 400_000 + i * 10_000)
const previous = (percent: number | null): Figures['before'] => ({
  from: '2014-10-01',
  to: '2014-12-31',
  salesCount: 20,
  medianPriceUsd: 480_000,
  salesChangePercent: 0,
  medianPriceChangePercent: percent,
  medianPricePerSqftChangePercent: null,
})

describe('findingOf', () => {
  test.each([
    [4.2, 'Home prices in 98103 rose 4.2%'],
    [-1.3, 'Home prices in 98103 fell 1.3%'],
    [0.4, 'Home prices in 98103 held steady'],
  ])('leads with a change of %s%%', (percent, headline) => {
    expect(findingOf(figures(twenty, { before: previous(percent) })).headline).toBe(headline)
  })

  test('compares with the whole data where there is no previous period', () => {
    expect(findingOf(figures(twenty)).headline).toBe('Homes in 98103 sell for 10% more than in King County')
    const cheap = figures(twenty.map((price) => price / 2))
    expect(findingOf(cheap).headline).toMatch(
      /^Homes in 98103 sell for \d+(\.\d)?% less than in King County$/,
    )
  })

  test('counts where there are too few sales for a median', () => {
    expect(findingOf(figures([400_000]))).toEqual({
      headline: '1 home sold in 98103',
      detail: '1 sale: not enough for a median.',
    })
  })

  test('says the median, and the earlier one only if they were compared', () => {
    expect(findingOf(figures(twenty)).detail).toBe('The median of 20 sales was $495,000.')
    expect(findingOf(figures(twenty, { before: previous(3) })).detail).toBe(
      'The median of 20 sales was $495,000, after $480,000 in the previous period.',
    )
  })

  test('R51: amounts are in the currency of an agency’s own data', () => {
    const data = { name: 'Berlin 2026', currency: 'eur', areaUnit: 'm2' } as const
    expect(findingOf(figures(twenty, { data })).detail).toContain('€495,000')
    expect(adviceOf(figures(twenty, { data }))[1]?.text).toContain('€495,000')
  })
})

describe('adviceOf', () => {
  test('speaks to sellers and buyers from the figures', () => {
    expect(adviceOf(figures(twenty, { before: previous(5) }))).toEqual([
      {
        who: 'If you’re selling',
        text: 'Half of the homes sold between $447,500 and $542,500. Prices rose, so price by the newest sales of homes like yours.',
      },
      {
        who: 'If you’re buying',
        text: 'A budget of $495,000 reaches half of the homes that sold, $447,500 a quarter of them.',
      },
    ])
    expect(adviceOf(figures(twenty, { before: previous(-5) }))[0]?.text).toContain('Prices fell')
  })

  test('claims nothing where there are few sales', () => {
    expect(
      adviceOf(figures([1, 2, 3].map((n) => n * 100_000)))
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/\$/)
    expect(adviceOf(figures(twenty.slice(0, 6)))[0]?.text).toContain('rests on 6 sales only')
  })

  test('R46: has no wording that fair housing rules out', () => {
    for (const made of [figures(twenty, { before: previous(5) }), figures([1])])
      for (const { text } of adviceOf(made)) expect(unfairMessage(text)).toBeFalsy()
  })
})

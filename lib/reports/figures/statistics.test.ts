import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePercent, priceBuckets, quantile, roundTo, spread } from './statistics'

const prices = fc.array(fc.integer({ min: 40_000, max: 8_000_000 }), { minLength: 1, maxLength: 200 })

describe('quantile', () => {
  test('matches values calculated by hand', () => {
    expect(quantile([], 0.5)).toBeNull()
    expect(quantile([7], 0.25)).toBe(7)
    expect(quantile([40, 10, 30, 20], 0.5)).toBe(25)
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
  })

  test('is between the lowest and highest value, with half of the values on either side of the median', () => {
    fc.assert(
      fc.property(prices, (values) => {
        const median = quantile(values, 0.5) as number
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2)
        const { lowest, lowerQuartile, upperQuartile, highest } = spread(values)!
        expect([lowest, lowerQuartile, Math.round(median), upperQuartile, highest]).toEqual(
          [lowest, lowerQuartile, Math.round(median), upperQuartile, highest].sort((a, b) => a - b),
        )
      }),
    )
  })

  test('does not change its input', () => {
    const values = [3, 1, 2]
    quantile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })
})

describe('priceBuckets', () => {
  test('uses edges of 100,000 and an open end for an outlier', () => {
    const homes = [
      310, 320, 330, 410, 420, 430, 440, 450, 510, 520, 530, 540, 550, 610, 620, 630, 640, 650, 700, 720,
    ]
    const buckets = priceBuckets([...homes.map((thousands) => thousands * 1000), 6_000_000])
    expect(buckets.at(0)).toEqual({ fromUsd: 300_000, toUsd: 400_000, salesCount: 3 })
    expect(buckets.at(-1)).toEqual({ fromUsd: expect.any(Number), toUsd: null, salesCount: 1 })
  })

  test('puts every sale in one of a few adjacent buckets', () => {
    fc.assert(
      fc.property(prices, (values) => {
        const buckets = priceBuckets(values)
        expect(buckets.reduce((sum, bucket) => sum + bucket.salesCount, 0)).toBe(values.length)
        expect(buckets.length).toBeLessThanOrEqual(13)
        for (const [i, bucket] of buckets.entries()) {
          if (i > 0) expect(bucket.fromUsd).toBe(buckets[i - 1]?.toUsd)
          const inside = values.filter((v) => v >= (bucket.fromUsd ?? 0) && v < (bucket.toUsd ?? Infinity))
          expect(bucket.salesCount).toBe(inside.length)
        }
      }),
    )
  })
})

test('changePercent', () => {
  expect(changePercent(550_000, 500_000)).toBe(10)
  expect(changePercent(100, 300)).toBe(-66.7)
  expect(changePercent(100, 0)).toBeNull()
  expect(changePercent(null, 100)).toBeNull()
  expect(Object.is(roundTo(-0.01, 1), 0)).toBe(true)
})

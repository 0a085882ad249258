/** Order statistics. Pure; every function accepts its numbers in any order. */

const ascending = (a: number, b: number) => a - b

/** The quantile with linear interpolation between neighbors (the usual one: 0.5 is the median). */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort(ascending)
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (position - below)
}

export type Spread = {
  median: number
  lowerQuartile: number
  upperQuartile: number
  lowest: number
  highest: number
}

/** Rounded to whole units, because an interpolated median is not more precise. Null without values. */
export function spread(values: readonly number[]): Spread | null {
  const at = (share: number) => Math.round(quantile(values, share) as number)
  if (values.length === 0) return null
  return { median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75), lowest: at(0), highest: at(1) }
}

/** Change in percent with one decimal. Null if there is nothing to compare with. */
export function changePercent(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null
  return roundTo(((now - before) / before) * 100, 1)
}

export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  // "+ 0" turns -0, which would be printed as "-0", into 0.
  return Math.round(value * scale) / scale + 0
}

/** From `fromUsd` (included) up to `toUsd` (not included). Null is an open end. */
export type PriceBucket = { fromUsd: number | null; toUsd: number | null; salesCount: number }

const STEPS_USD = [10_000, 25_000, 50_000, 100_000, 200_000, 250_000, 500_000, 1_000_000, 2_500_000]
const MOST_BUCKETS = 8

/**
 * Prices in buckets with round edges. The middle nine tenths decide the edges, so that one mansion does not squeeze all
 * other homes into one bar. Prices outside are in an open bucket at either end.
 */
export function priceBuckets(pricesUsd: readonly number[]): PriceBucket[] {
  if (pricesUsd.length === 0) return []
  const low = quantile(pricesUsd, 0.05) as number
  const high = quantile(pricesUsd, 0.95) as number
  const edgesAt = (step: number) => ({
    start: Math.floor(low / step) * step,
    count: Math.floor(high / step) - Math.floor(low / step) + 1,
  })
  const step =
    STEPS_USD.find((candidate) => edgesAt(candidate).count <= MOST_BUCKETS) ??
    10 ** Math.ceil(Math.log10(high - low))
  const { start, count } = edgesAt(step)
  const end = start + count * step
  const inside = Array.from({ length: count }, (_, i) => ({
    fromUsd: start + i * step,
    toUsd: start + (i + 1) * step,
    salesCount: 0,
  }))
  let under = 0
  let over = 0
  for (const price of pricesUsd) {
    if (price < start) under += 1
    else if (price >= end) over += 1
    else (inside[Math.floor((price - start) / step)] as { salesCount: number }).salesCount += 1
  }
  return [
    ...(under > 0 ? [{ fromUsd: null, toUsd: start, salesCount: under }] : []),
    ...inside,
    ...(over > 0 ? [{ fromUsd: end, toUsd: null, salesCount: over }] : []),
  ]
}

import { countOf, formatNumber } from '@/lib/core/text/format'
import { COUNTY, formatPrice } from '@/lib/sales/shared/measures'
import type { Figures } from '../figures/figures'

/**
 * What a report says first: its finding, and what it means for people who sell or buy. Derived from the figures alone, without
 * a model, so that it is the same on the page, in the PDF and in the picture of a link. Safe in a browser.
 */

/** A smaller change is within what single sales do to a median. */
const LEAST_CHANGE_PERCENT = 1
/** From here on, when a home sold matters as much as where. */
const STRONG_CHANGE_PERCENT = 3

type Finding = { headline: string; detail: string }

export function findingOf(figures: Figures): Finding {
  return { headline: headlineOf(figures), detail: detailOf(figures) }
}

function headlineOf({ areaName, before, county, priceUsd, salesCount, data = COUNTY }: Figures): string {
  const change = before?.medianPriceChangePercent ?? null
  if (change !== null) {
    if (Math.abs(change) < LEAST_CHANGE_PERCENT) return `Home prices in ${areaName} held steady`
    return `Home prices in ${areaName} ${change > 0 ? 'rose' : 'fell'} ${Math.abs(change)}%`
  }
  const gap = priceUsd ? county.medianGapPercent : null
  if (gap !== null && areaName !== data.name) {
    if (Math.abs(gap) < LEAST_CHANGE_PERCENT)
      return `Homes in ${areaName} sell for as much as in ${data.name}`
    return `Homes in ${areaName} sell for ${Math.abs(gap)}% ${gap > 0 ? 'more' : 'less'} than in ${data.name}`
  }
  return `${countOf(salesCount, 'home')} sold in ${areaName}`
}

function detailOf({ before, priceUsd, salesCount, data = COUNTY }: Figures): string {
  if (!priceUsd) return `${countOf(salesCount, 'sale')}: not enough for a median.`
  const median = formatPrice(priceUsd.median, data)
  const earlier =
    before?.medianPriceUsd && before.medianPriceChangePercent !== null
      ? `, after ${formatPrice(before.medianPriceUsd, data)} in the previous period`
      : ''
  return `The median of ${formatNumber(salesCount)} sales was ${median}${earlier}.`
}

export type Advice = { who: 'If you’re selling' | 'If you’re buying'; text: string }

/** Two sentences at most for each, without predictions. */
export function adviceOf(figures: Figures): Advice[] {
  const { priceUsd } = figures
  if (!priceUsd)
    return [
      {
        who: 'If you’re selling',
        text: 'There are not enough sales here for a median. A valuation of your own home says more than this report.',
      },
      {
        who: 'If you’re buying',
        text: 'There are not enough sales here for a median. Compare each home with its nearest recent sales.',
      },
    ]
  return [
    { who: 'If you’re selling', text: sellerText(figures) },
    { who: 'If you’re buying', text: buyerText(figures, priceUsd.median) },
  ]
}

const priceAt = ({ quantiles, data = COUNTY }: Figures, sharePercent: number): string | null => {
  const found = quantiles.find((one) => one.sharePercent === sharePercent)
  return found ? formatPrice(found.priceUsd, data) : null
}

function sellerText(figures: Figures): string {
  const [low, high] = [priceAt(figures, 25), priceAt(figures, 75)]
  const range =
    low && high
      ? `Half of the homes sold between ${low} and ${high}.`
      : `The median rests on ${countOf(figures.salesCount, 'sale')} only.`
  return `${range} ${pricingText(figures.before?.medianPriceChangePercent ?? null)}`
}

function pricingText(change: number | null): string {
  if (change !== null && change >= STRONG_CHANGE_PERCENT)
    return 'Prices rose, so price by the newest sales of homes like yours.'
  if (change !== null && change <= -STRONG_CHANGE_PERCENT)
    return 'Prices fell, so older sales can overstate what your home brings.'
  return 'Price by the sales of homes most like yours.'
}

function buyerText(figures: Figures, medianUsd: number): string {
  const half = formatPrice(medianUsd, figures.data ?? COUNTY)
  const quarter = priceAt(figures, 25)
  return quarter
    ? `A budget of ${half} reaches half of the homes that sold, ${quarter} a quarter of them.`
    : `Half of the homes that sold cost ${half} or less.`
}

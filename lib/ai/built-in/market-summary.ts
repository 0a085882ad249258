import {
  type Choose,
  capitalize,
  chooserFor,
  count,
  day,
  list,
  month,
  number,
  percent,
  usd,
  usdRounded,
} from './labels'
import { MarketFacts } from './market-facts'

/** A smaller change is described as nearly flat. */
const STEADY_PERCENT = 1
const LARGE_PERCENT = 10

/** Writes three to six paragraphs. Every number in them is one of the facts, at most rounded. */
export function writeMarketSummary(given: unknown): string {
  const facts = MarketFacts.parse(given)
  const choose = chooserFor(facts)
  return [overview, previousPeriod, monthByMonth, countyComparison, affordabilityOf, homes]
    .map((paragraph) => paragraph(facts, choose))
    .map((text) => inDataOf(facts, text))
    .filter(Boolean)
    .join('\n\n')
}

/** In the currency and units of an agency's own data, and compared with it instead of the county. */
function inDataOf({ data }: MarketFacts, text: string): string {
  if (!data) return text
  const inUnits =
    data.areaUnit === 'm2'
      ? text.replaceAll('square feet', 'square meters').replaceAll('square foot', 'square meter')
      : text
  return inUnits
    .replaceAll('$', () => data.currencySign)
    .replaceAll('countywide', () => `in ${data.name}`)
    .replaceAll('King County', () => data.name)
    .replaceAll(', built in 0', '')
}

function overview(facts: MarketFacts, choose: Choose): string {
  const { salesCount, volumeUsd, priceUsd, areaName, period } = facts
  const when = `from ${day(period.from)}, through ${day(period.to)}`
  const sold = count(salesCount, 'home')
  const total = usdRounded(volumeUsd)
  const first = choose([
    `${capitalize(when)}, ${sold} sold in ${areaName} for a total of ${total}.`,
    `${capitalize(sold)} sold in ${areaName} ${when}, for a total of ${total}.`,
    `Sales records show ${count(salesCount, 'home sale')} in ${areaName} ${when}, totaling ${total}.`,
  ])
  if (!priceUsd) {
    return `${first} That is fewer than the ${facts.fewestSalesForMedian} sales needed for a meaningful median, so this report lists individual sales instead of a typical price. A longer period would include more sales.`
  }
  const middle = `between ${usd(priceUsd.lowerQuartile)} and ${usd(priceUsd.upperQuartile)}`
  const median = usd(priceUsd.median)
  return `${first} ${choose([
    `The median price was ${median}, and the middle half of all sales closed ${middle}.`,
    `Half of the homes sold for ${median} or more, and the middle half closed ${middle}.`,
    `The typical home sold for ${median}, the median price. The middle half of all sales closed ${middle}.`,
  ])}`
}

function changed(change: number, choose: Choose): string {
  if (change === 0) return 'was unchanged'
  if (Math.abs(change) < STEADY_PERCENT)
    return `was nearly flat (${change > 0 ? 'up' : 'down'} ${percent(change)})`
  const large = Math.abs(change) >= LARGE_PERCENT
  const up: [string, ...string[]] = large ? ['rose', 'climbed', 'jumped'] : ['rose', 'increased']
  const down: [string, ...string[]] = large ? ['fell', 'dropped'] : ['fell', 'slipped', 'declined']
  return `${choose(change > 0 ? up : down)} ${percent(change)}`
}

function previousPeriod({ before, salesCount, priceUsd }: MarketFacts, choose: Choose): string {
  if (!before) {
    return 'Sales records do not cover the entire previous period, so this report makes no comparison with it.'
  }
  const then = `${day(before.from)}, to ${day(before.to)}`
  const {
    medianPriceChangePercent: price,
    salesChangePercent: sales,
    medianPricePerSqftChangePercent: sqft,
    volumeChangePercent: volume,
  } = before
  if (price === null || sales === null || before.medianPriceUsd === null || !priceUsd) {
    return `The previous period (${then}) had ${count(before.salesCount, 'sale')}, compared with ${number(salesCount)} in this one. With so few sales, a percentage change would reflect individual homes rather than the market.`
  }
  const median = choose([
    `The median price ${changed(price, choose)} compared with ${usd(before.medianPriceUsd)} in the previous period (${then}).`,
    `In the previous period (${then}), the median price was ${usd(before.medianPriceUsd)}. In this period, it ${changed(price, choose)}.`,
  ])
  const activity = ` The number of sales ${changed(sales, choose)}: ${number(salesCount)}, compared with ${number(before.salesCount)}.`
  const total = typeof volume === 'number' ? ` The total value of sales ${changed(volume, choose)}.` : ''
  const perSqft = sqft === null ? '' : ` The median price per square foot ${changed(sqft, choose)}.`
  const mix =
    sqft !== null && price * sqft < 0
      ? ' Because the median price and the price per square foot moved in opposite directions, a different mix of homes explains part of the change.'
      : ''
  return `${median}${activity}${total}${perSqft}${mix}`
}

function monthByMonth({ months, trend, season }: MarketFacts, choose: Choose): string {
  const whole = months.filter((row) => !row.partial && row.medianPriceUsd !== null)
  if (whole.length < 2) return ''
  const byPrice = whole.toSorted((a, b) => (b.medianPriceUsd ?? 0) - (a.medianPriceUsd ?? 0))
  const busiest = whole.reduce((best, row) => (row.salesCount > best.salesCount ? row : best))
  const [top, bottom] = [byPrice[0]!, byPrice.at(-1)!]
  const highest = usd(top.medianPriceUsd ?? 0)
  const lowest = usd(bottom.medianPriceUsd ?? 0)
  const price = choose([
    `By month, the median price was highest in ${month(top.month)} at ${highest} and lowest in ${month(bottom.month)} at ${lowest}.`,
    `The monthly median price peaked in ${month(top.month)} at ${highest}; the low was ${lowest} in ${month(bottom.month)}.`,
  ])
  const activity = choose([
    `${month(busiest.month)} was the busiest month, with ${count(busiest.salesCount, 'sale')}.`,
    `Sales were highest in ${month(busiest.month)}, at ${number(busiest.salesCount)}.`,
  ])
  const thin = months.filter((row) => row.medianPriceUsd === null).map((row) => month(row.month))
  const caution = thin.length > 0 ? ` There were not enough sales in ${list(thin)} for a median.` : ''
  return `${price} ${activity}${caution}${monthlyTrend(trend, season)}`
}

function monthlyTrend(trend: MarketFacts['trend'], season: MarketFacts['season']): string {
  if (!trend) return ''
  const adjusted =
    season?.takenOut === 'season' ? 'after seasonal adjustment' : 'relative to the county in the same months'
  return ` Across full months, the median price ${changedPerMonth(trend.changePerMonthPercent)}; ${adjusted}, it ${changedPerMonth(trend.adjustedChangePerMonthPercent)}.`
}

function changedPerMonth(change: number): string {
  return change === 0 ? 'was flat' : `${change > 0 ? 'rose' : 'fell'} about ${percent(change)} a month`
}

function countyComparison({ county, pricePerSqftUsd, areaName }: MarketFacts, choose: Choose): string {
  const share = `The area accounted for ${percent(county.areaSharePercent)} of the ${count(county.salesCount, 'sale')} in King County during this period.`
  const { medianGapPercent: gap, medianGapUsd: gapUsd } = county
  if (gap === null || gapUsd === null) return share
  const countyMedian = usd(county.medianPriceUsd)
  const difference = usd(Math.abs(gapUsd))
  const median =
    gapUsd === 0
      ? `The median price in ${areaName} matched the King County median of ${countyMedian}.`
      : choose([
          `The median price in ${areaName} was ${difference} (${percent(gap)}) ${gapUsd > 0 ? 'above' : 'below'} the King County median of ${countyMedian}.`,
          `The King County median price was ${countyMedian}. The median in ${areaName} was ${percent(gap)} ${gapUsd > 0 ? 'higher' : 'lower'}, a difference of ${difference}.`,
        ])
  const sqft = pricePerSqftUsd
    ? ` Buyers paid a median of ${usd(pricePerSqftUsd.median)} per square foot here, compared with ${usd(county.medianPricePerSqftUsd)} countywide.`
    : ''
  return `${median}${sqft} ${share}`
}

function affordabilityOf({ affordability }: MarketFacts, choose: Choose): string {
  if (!affordability) return ''
  const { loan, incomeForMedianUsd, bands } = affordability
  const band = bands.find((row) => row.withinReachPercent >= 25) ?? bands.at(-1)
  const terms = `with ${percent(loan.downPercent)} down and a ${number(loan.years)}-year loan at ${percent(loan.ratePercent)}`
  const income = usd(incomeForMedianUsd)
  const median = choose([
    `Buying the median home takes a household income of about ${income} a year, ${terms}.`,
    `A household earning about ${income} a year could afford the median home, ${terms}.`,
  ])
  if (!band) return median
  return `${median} An income of ${usd(band.incomeUsd)} covers ${percent(band.withinReachPercent)} of the homes that sold.`
}

function homes({ bedrooms, notable, priceUsd }: MarketFacts, choose: Choose): string {
  const most = bedrooms
    .filter((row) => row.label !== 'Not recorded')
    .reduce<MarketFacts['bedrooms'][number] | null>(
      (best, row) => (best && best.salesCount >= row.salesCount ? best : row),
      null,
    )
  const sentences: string[] = []
  if (most && priceUsd) {
    const name = `homes with ${most.label} ${most.label === '1' ? 'bedroom' : 'bedrooms'}`
    const median = most.medianPriceUsd === null ? '' : `, with a median price of ${usd(most.medianPriceUsd)}`
    sentences.push(
      choose([
        `${capitalize(name)} made up ${percent(most.sharePercent)} of sales${median}.`,
        `The most common sales were ${name}, at ${percent(most.sharePercent)} of the total${median}.`,
      ]),
    )
  }
  const top = notable[0]
  if (top) {
    const built = `${number(top.livingSqft)} square feet, built in ${top.yearBuilt}`
    sentences.push(`The highest sale price was ${usd(top.priceUsd)} on ${day(top.soldOn)} (${built}).`)
  }
  if (priceUsd) {
    sentences.push(
      choose([
        `For a typical home in this area, an asking price between ${usd(priceUsd.lowerQuartile)} and ${usd(priceUsd.upperQuartile)} is in line with these sales.`,
        `An asking price above ${usd(priceUsd.upperQuartile)} is in the top quarter of these sales and needs a clear reason.`,
      ]),
    )
  }
  return sentences.join(' ')
}

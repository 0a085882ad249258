import {
  type Choose,
  capital,
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

/** A change smaller than this is told as "about the same". */
const STEADY_PERCENT = 1
const LARGE_PERCENT = 10

/** Three to six paragraphs. Every number in them is one of the facts, at most rounded. */
export function writeMarketSummary(given: unknown): string {
  const facts = MarketFacts.parse(given)
  const choose = chooserFor(facts)
  return [opening, againstBefore, throughTheMonths, againstCounty, reach, homes]
    .map((paragraph) => paragraph(facts, choose))
    .filter(Boolean)
    .join('\n\n')
}

function opening(facts: MarketFacts, choose: Choose): string {
  const { salesCount, volumeUsd, priceUsd, areaName } = facts
  const when = `between ${day(facts.period.from)} and ${day(facts.period.to)}`
  const sold = count(salesCount, 'home')
  const first = choose([
    `${capital(sold)} changed hands in ${areaName} ${when}, for ${usdRounded(volumeUsd)} in total.`,
    `In ${areaName}, ${sold} sold ${when}. Together they brought ${usdRounded(volumeUsd)}.`,
    `The records show ${count(salesCount, 'sale')} in ${areaName} ${when}, worth ${usdRounded(volumeUsd)} in all.`,
  ])
  if (!priceUsd) {
    return `${first} That is fewer than the ${facts.fewestSalesForMedian} sales it takes for a median to mean something, so this report gives the sales themselves and no typical price. A longer period would show more.`
  }
  const middle = `${usd(priceUsd.lowerQuartile)} and ${usd(priceUsd.upperQuartile)}`
  return `${first} ${choose([
    `The median price was ${usd(priceUsd.median)}, and the middle half of all sales closed between ${middle}.`,
    `Half of them sold for ${usd(priceUsd.median)} or more; the middle half fell between ${middle}.`,
    `The typical sale, the median, closed at ${usd(priceUsd.median)}. The middle half of the market lay between ${middle}.`,
  ])}`
}

function moved(change: number, choose: Choose): string {
  if (change === 0) return 'did not change'
  if (Math.abs(change) < STEADY_PERCENT)
    return `held about level (${change > 0 ? 'up' : 'down'} ${percent(change)})`
  const large = Math.abs(change) >= LARGE_PERCENT
  const up: [string, ...string[]] = large ? ['rose', 'climbed', 'jumped'] : ['rose', 'edged up', 'went up']
  const down: [string, ...string[]] = large ? ['fell', 'dropped', 'sank'] : ['fell', 'slipped', 'went down']
  return `${choose(change > 0 ? up : down)} by ${percent(change)}`
}

function againstBefore({ before, salesCount, priceUsd }: MarketFacts, choose: Choose): string {
  if (!before) {
    return 'The records do not reach back over the whole of the period before, so this report makes no comparison with it.'
  }
  const then = `${day(before.from)} to ${day(before.to)}`
  const {
    medianPriceChangePercent: price,
    salesChangePercent: sales,
    medianPricePerSqftChangePercent: sqft,
    volumeChangePercent: volume,
  } = before
  if (price === null || sales === null || before.medianPriceUsd === null || !priceUsd) {
    return `The period before (${then}) had ${count(before.salesCount, 'sale')} against ${number(salesCount)} now. With so few on one side, a change in percent would say more about single homes than about the market.`
  }
  const moves = choose([
    `Against the period before (${then}), the median price ${moved(price, choose)}, from ${usd(before.medianPriceUsd)}.`,
    `The median price ${moved(price, choose)} from the ${usd(before.medianPriceUsd)} of the period before (${then}).`,
  ])
  const activity = `The number of sales ${moved(sales, choose)}: ${number(salesCount)} after ${number(before.salesCount)}.${typeof volume === 'number' ? ` What they brought in total ${moved(volume, choose)}.` : ''}`
  const perSqft = sqft === null ? '' : ` Per square foot, the median ${moved(sqft, choose)}.`
  const reading =
    sqft !== null && price * sqft < 0
      ? ' The two medians moved apart, so a different mix of homes explains part of the change.'
      : ''
  return `${moves} ${activity}${perSqft}${reading}`
}

function throughTheMonths({ months, trend, season }: MarketFacts, choose: Choose): string {
  const whole = months.filter((row) => !row.partial && row.medianPriceUsd !== null)
  if (whole.length < 2) return ''
  const byPrice = whole.toSorted((a, b) => (b.medianPriceUsd ?? 0) - (a.medianPriceUsd ?? 0))
  const busiest = whole.reduce((best, row) => (row.salesCount > best.salesCount ? row : best))
  const [top, bottom] = [byPrice[0]!, byPrice.at(-1)!]
  const price = choose([
    `By month, the median was highest in ${month(top.month)} at ${usd(top.medianPriceUsd ?? 0)} and lowest in ${month(bottom.month)} at ${usd(bottom.medianPriceUsd ?? 0)}.`,
    `Prices peaked in ${month(top.month)}, with a median of ${usd(top.medianPriceUsd ?? 0)}; the low point was ${month(bottom.month)} at ${usd(bottom.medianPriceUsd ?? 0)}.`,
  ])
  const activity = choose([
    `${month(busiest.month)} was the busiest, with ${count(busiest.salesCount, 'sale')}.`,
    `Most homes sold in ${month(busiest.month)}: ${number(busiest.salesCount)}.`,
  ])
  const thin = months.filter((row) => row.medianPriceUsd === null).map((row) => month(row.month))
  const caution = thin.length > 0 ? ` Too few homes sold in ${list(thin)} to give a median.` : ''
  return `${price} ${activity}${caution}${trendWords(trend, season, choose)}`
}

function againstCounty({ county, pricePerSqftUsd, areaName }: MarketFacts, choose: Choose): string {
  const share = `The area had ${percent(county.areaSharePercent)} of the ${count(county.salesCount, 'sale')} in King County in this period.`
  const { medianGapPercent: gap, medianGapUsd: gapUsd } = county
  if (gap === null || gapUsd === null) return share
  const side = gapUsd > 0 ? 'above' : 'below'
  const place =
    gapUsd === 0
      ? `The median in ${areaName} is the same as that of the whole county, ${usd(county.medianPriceUsd)}.`
      : choose([
          `The median in ${areaName} lies ${usd(Math.abs(gapUsd))} (${percent(gap)}) ${side} that of King County, which was ${usd(county.medianPriceUsd)}.`,
          `Set beside King County, whose median was ${usd(county.medianPriceUsd)}, ${areaName} is ${percent(gap)} ${side}: a difference of ${usd(Math.abs(gapUsd))}.`,
        ])
  const sqft = pricePerSqftUsd
    ? ` Buyers paid a median of ${usd(pricePerSqftUsd.median)} per square foot here and ${usd(county.medianPricePerSqftUsd)} in the county.`
    : ''
  return `${place}${sqft} ${share}`
}

function trendWords(trend: MarketFacts['trend'], season: MarketFacts['season'], choose: Choose): string {
  if (!trend) return ''
  const { changePerMonthPercent: plain, adjustedChangePerMonthPercent: adjusted } = trend
  const without =
    season?.takenOut === 'season' ? 'with the season taken out' : "set against the county's same months"
  return ` Over the whole months the median ${moved(plain, choose)} a month; ${without}, it ${moved(adjusted, choose)} a month.`
}

function reach({ affordability }: MarketFacts, choose: Choose): string {
  if (!affordability) return ''
  const { loan, incomeForMedianUsd, bands } = affordability
  const band = bands.find((row) => row.withinReachPercent >= 25) ?? bands.at(-1)
  const terms = `with ${percent(loan.downPercent)} down and a loan of ${number(loan.years)} years at ${percent(loan.ratePercent)}`
  const median = choose([
    `For the median home a household needs about ${usd(incomeForMedianUsd)} a year, ${terms}.`,
    `A yearly income of about ${usd(incomeForMedianUsd)} carries the median home ${terms}.`,
  ])
  if (!band) return median
  return `${median} An income of ${usd(band.incomeUsd)} reaches ${percent(band.withinReachPercent)} of the homes that sold.`
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
    const median = most.medianPriceUsd === null ? '' : `, at a median of ${usd(most.medianPriceUsd)}`
    sentences.push(
      choose([
        `${capital(name)} made up ${percent(most.sharePercent)} of sales${median}.`,
        `The most common sales were ${name}: ${percent(most.sharePercent)} of all${median}.`,
      ]),
    )
  }
  const top = notable[0]
  if (top) {
    const built = `${number(top.livingSqft)} square feet, built in ${top.yearBuilt}`
    sentences.push(`The highest price was ${usd(top.priceUsd)} on ${day(top.soldOn)} (${built}).`)
  }
  if (priceUsd) {
    sentences.push(
      choose([
        `For a home like most here, an asking price between ${usd(priceUsd.lowerQuartile)} and ${usd(priceUsd.upperQuartile)} sits where buyers have been closing.`,
        `A seller who asks more than ${usd(priceUsd.upperQuartile)} is in the upper quarter of what sold, and should be able to say why.`,
      ]),
    )
  }
  return sentences.join(' ')
}

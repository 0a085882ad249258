import type { CreditsOutlook } from '@/lib/billing/views'
import { countOf, formatCredits, formatDay, formatNumber } from '@/lib/core/text/format'

/** Labels of the forecast (R24). */

type Ending = Pick<CreditsOutlook, 'ending' | 'endsAt'> & { trial: boolean; timeZone: string }
export type ForecastLabels = { headline: string; range: string; tone: 'green' | 'orange' | 'red' }

export function forecastLabels(
  { forecast }: Pick<CreditsOutlook, 'forecast'>,
  ending: Ending,
): ForecastLabels {
  const end = endLabels(ending)
  if (forecast.kind === 'too-early') {
    return {
      headline: 'Not enough data yet',
      range: 'Check back after two days of activity.',
      tone: 'green',
    }
  }
  if (forecast.kind === 'runs-out') {
    const { on, earliest, latest } = forecast
    return {
      headline: `You’ll run out on ${dayLabel(on)}`,
      range: runOutRange(earliest, latest, end),
      tone: 'red',
    }
  }
  const { leftAtEnd, mayRunOutOn } = forecast
  const { expected, low, high } = leftAtEnd
  const range =
    about(low) === about(high)
      ? 'Based on your recent usage.'
      : `Most likely between ${formatNumber(about(low))} and ${formatNumber(about(high))}.`
  return {
    headline: `About ${formatNumber(about(expected))} left at ${end.short}`,
    range: mayRunOutOn
      ? `${range} If usage picks up, you could run out as early as ${dayLabel(mayRunOutOn)}.`
      : range,
    tone: mayRunOutOn ? 'orange' : 'green',
  }
}

function runOutRange(earliest: string, latest: string | null, end: EndLabels): string {
  if (earliest === latest) return `Before ${end.long}.`
  if (latest === null)
    return `As early as ${dayLabel(earliest)}. If usage slows down, they could last until ${end.long}.`
  return `Most likely between ${dayLabel(earliest)} and ${dayLabel(latest)}, before ${end.long}.`
}

type EndLabels = { short: string; long: string }

function endLabels({ ending, endsAt, trial, timeZone }: Ending): EndLabels {
  const what = ending === 'reset' ? 'reset' : `the end of the ${trial ? 'trial' : 'plan'}`
  return { short: what, long: `${ending === 'reset' ? 'the reset' : what} on ${formatDay(endsAt, timeZone)}` }
}

/** "Includes 300 credits for scheduled work." */
export function scheduledLabel(scheduledCredits: number): string | null {
  if (scheduledCredits === 0) return null
  return `Includes ${formatCredits(scheduledCredits)} for scheduled work.`
}

/** "48 reports", or "unlimited" for what costs nothing. */
export function coversLabel({ units, unit }: CreditsOutlook['stillBuys'][number]): string {
  return units === null ? 'unlimited' : countOf(units, unit)
}

/** Results that differ most, so that one line gives a picture. The prices are in the rate card. */
const EXAMPLES = ['report.generate', 'image.generate', 'campaign.send'] as const

/** "5 reports, 5 images, or 380 emails": any one of these. */
export function coversText(covered: CreditsOutlook['stillBuys']): string {
  const some = covered.filter(({ units }) => units !== 0)
  const examples = some.filter(({ action }) => EXAMPLES.some((example) => example === action))
  const words = (examples.length > 0 ? examples : some).map(coversLabel)
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format(words)
}

/** What the balance covers, as one line. */
export function coversLine(leftCredits: number, covered: CreditsOutlook['stillBuys']): string {
  if (covered.every(({ units }) => units === 0)) return 'Your balance doesn’t cover anything right now.'
  return `${formatCredits(leftCredits)} ${leftCredits === 1 ? 'covers' : 'cover'} ${coversText(covered)}.`
}

/** "Nov 21" for a day that is already local. */
const dayLabel = (day: string) => formatDay(day, 'UTC')

/** Rounds to two significant digits: a forecast is no more exact than that. */
export function about(credits: number): number {
  if (credits < 20) return Math.round(credits)
  const step = credits < 200 ? 5 : 10 ** (Math.floor(Math.log10(credits)) - 1)
  return Math.round(credits / step) * step
}

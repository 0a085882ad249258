import type { CreditsOutlook } from '@/lib/billing/views'
import { countOf, formatCredits, formatDay, formatNumber } from '@/lib/core/text/format'

/** The sentences of the forecast (R24). */

type Ending = Pick<CreditsOutlook, 'ending' | 'endsAt'> & { trial: boolean; timeZone: string }
export type ForecastWords = { headline: string; range: string; tone: 'green' | 'orange' | 'red' }

export function forecastWords({ forecast }: Pick<CreditsOutlook, 'forecast'>, ending: Ending): ForecastWords {
  const end = endWords(ending)
  if (forecast.kind === 'too-early') {
    return {
      headline: 'Too early to say',
      range: 'After two days of work there is a pace to go by.',
      tone: 'green',
    }
  }
  if (forecast.kind === 'runs-out') {
    const { on, earliest, latest } = forecast
    return {
      headline: `You run out on ${dayWords(on)}`,
      range: runOutRange(earliest, latest, end),
      tone: 'red',
    }
  }
  const { leftAtEnd, mayRunOutOn } = forecast
  const { expected, low, high } = leftAtEnd
  const range =
    about(low) === about(high)
      ? 'If the coming days are like the past ones.'
      : `Most likely between ${formatNumber(about(low))} and ${formatNumber(about(high))}.`
  return {
    headline: `About ${formatNumber(about(expected))} left at ${end.short}`,
    range: mayRunOutOn ? `${range} In a busy spell they could run out from ${dayWords(mayRunOutOn)}.` : range,
    tone: mayRunOutOn ? 'orange' : 'green',
  }
}

function runOutRange(earliest: string, latest: string | null, end: EndWords): string {
  if (earliest === latest) return `Before ${end.long}.`
  if (latest === null)
    return `From ${dayWords(earliest)} on; in a quiet spell they would last until ${end.long}.`
  return `Most likely between ${dayWords(earliest)} and ${dayWords(latest)}, before ${end.long}.`
}

type EndWords = { short: string; long: string }

function endWords({ ending, endsAt, trial, timeZone }: Ending): EndWords {
  const what = ending === 'reset' ? 'reset' : `the end of the ${trial ? 'trial' : 'plan'}`
  return { short: what, long: `${ending === 'reset' ? 'the reset' : what} on ${formatDay(endsAt, timeZone)}` }
}

/** "300 credits of that are for work already scheduled." */
export function scheduledWords(scheduledCredits: number): string | null {
  if (scheduledCredits === 0) return null
  return `${formatCredits(scheduledCredits)} for work already scheduled ${scheduledCredits === 1 ? 'is' : 'are'} counted in.`
}

/** "48 reports"; what costs nothing has no number. */
export function buysWords({ units, unit }: CreditsOutlook['stillBuys'][number]): string {
  return units === null ? 'as many as you like' : countOf(units, unit)
}

/** "21 Nov" of a day that is already a local one. */
const dayWords = (day: string) => formatDay(day, 'UTC')

/** A forecast has no more than two figures worth saying. */
export function about(credits: number): number {
  if (credits < 20) return Math.round(credits)
  const step = credits < 200 ? 5 : 10 ** (Math.floor(Math.log10(credits)) - 1)
  return Math.round(credits / step) * step
}

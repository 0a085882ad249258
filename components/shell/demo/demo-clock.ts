import { countOf, formatDate } from '@/lib/core/text/format'
import type { TimeMachine } from '@/lib/time-machine/time-machine'

/** The sentences about the clock of the demo. */

const HOUR_SECONDS = 3_600
const DAY_SECONDS = 24 * HOUR_SECONDS

export type ClockStep = 'day' | 'week' | 'next'

/** "23 days ahead", "5 hours ahead"; null when it shows the real time. */
export function aheadWords(skippedSeconds: number): string | null {
  if (skippedSeconds <= 0) return null
  if (skippedSeconds < DAY_SECONDS)
    return `${countOf(Math.ceil(skippedSeconds / HOUR_SECONDS), 'hour')} ahead`
  return `${countOf(Math.round(skippedSeconds / DAY_SECONDS), 'day')} ahead`
}

/** "Demo clock: Dec 21, 2026 · 23 days ahead". */
export function clockWords(
  { now, skippedSeconds }: Pick<TimeMachine, 'now' | 'skippedSeconds'>,
  timeZone: string,
) {
  const ahead = aheadWords(skippedSeconds)
  return `Demo clock: ${formatDate(now, timeZone)}${ahead ? ` · ${ahead}` : ''}`
}

/** "Skip a day", "Skip to the reset on Dec 21, 2026". */
export function stepWords(step: ClockStep, { next }: Pick<TimeMachine, 'next'>, timeZone: string): string {
  if (step === 'day') return 'Skip a day'
  if (step === 'week') return 'Skip a week'
  return `Skip to the ${next.kind} on ${formatDate(next.at, timeZone)}`
}

/** The date that the clock would show. */
export function targetDate(step: ClockStep, { now, next }: TimeMachine, timeZone: string): string {
  if (step === 'next') return formatDate(next.at, timeZone)
  const days = step === 'day' ? 1 : 7
  return formatDate(new Date(Date.parse(now) + days * DAY_SECONDS * 1_000), timeZone)
}

import { countOf, formatDate } from '@/lib/core/text/format'
import type { TimeMachine } from '@/lib/time-machine/time-machine'

/** Labels of the demo clock. */

const HOUR_SECONDS = 3_600
const DAY_SECONDS = 24 * HOUR_SECONDS

export type ClockStep = 'day' | 'week' | 'next'

/** "23 days ahead", "5 hours ahead"; null if it shows the real time. */
export function aheadLabel(skippedSeconds: number): string | null {
  if (skippedSeconds <= 0) return null
  if (skippedSeconds < DAY_SECONDS)
    return `${countOf(Math.ceil(skippedSeconds / HOUR_SECONDS), 'hour')} ahead`
  return `${countOf(Math.round(skippedSeconds / DAY_SECONDS), 'day')} ahead`
}

/** "Demo clock: Dec 21, 2026 · 23 days ahead". */
export function clockLabel(
  { now, skippedSeconds }: Pick<TimeMachine, 'now' | 'skippedSeconds'>,
  timeZone: string,
) {
  const ahead = aheadLabel(skippedSeconds)
  return `Demo clock: ${formatDate(now, timeZone)}${ahead ? ` · ${ahead}` : ''}`
}

/** "Skip a day", "Skip to the reset on Dec 21, 2026", "Skip to the plan’s end on Dec 21, 2026". */
export function stepLabel(step: ClockStep, { next }: Pick<TimeMachine, 'next'>, timeZone: string): string {
  if (step === 'day') return 'Skip a day'
  if (step === 'week') return 'Skip a week'
  return `Skip to the ${next.kind === 'end' ? 'plan’s end' : 'reset'} on ${formatDate(next.at, timeZone)}`
}

/** The date the clock will show after the step. */
export function targetDate(step: ClockStep, { now, next }: TimeMachine, timeZone: string): string {
  if (step === 'next') return formatDate(next.at, timeZone)
  const days = step === 'day' ? 1 : 7
  return formatDate(new Date(Date.parse(now) + days * DAY_SECONDS * 1_000), timeZone)
}

import { addDays, dayShare, localDay, weekdayOf } from '../statement/calendar-days.ts'

/** Forecasts how long credits last at the pace of this cycle (R24). Pure, and shared by the page and the simulation. */

export type ForecastInput = {
  /** Milliseconds since 1970, as all times here. */
  at: number
  cycleStart: number
  /** The reset, or the end of the trial or plan if that is sooner. */
  endsAt: number
  timeZone: string
  leftCredits: number
  /** Credits spent by day (YYYY-MM-DD in the workspace's time zone) in this and earlier cycles; idle days may be missing. */
  spent: ReadonlyMap<string, number>
  /** The first day with recorded spending. */
  firstDay: string
  /** Spending scheduled for a known time. */
  scheduled: readonly { at: number; credits: number }[]
}

type Range = { expected: number; low: number; high: number }

export type Forecast =
  /** Not enough activity for a pace. */
  | { kind: 'too-early' }
  /** Credits are left at the end; `mayRunOutOn` is set when higher usage could still exhaust them. */
  | { kind: 'lasts'; leftAtEnd: Range; mayRunOutOn: string | null }
  /** `latest` is null when lower usage could make them last. */
  | { kind: 'runs-out'; on: string; earliest: string; latest: string | null; shortCredits: number }

/** Eight of ten forecasts should hold. */
const Z_80 = 1.2816
const FEWEST_DAYS = 2
const IDLE_DAYS_FOR_A_PACE = 7
/** A new cycle uses earlier ones as a prior with the weight of this many days. */
const PRIOR_DAYS = 4
/** Each weekday starts with this many observations at the average. */
const WEEKDAY_PRIOR = 2
const MOST_DAYS_AHEAD = 400

export function forecast(input: ForecastInput): Forecast {
  const { leftCredits } = input
  // Scheduled work can exhaust the credits before there is a pace.
  const pace = paceOf(input) ?? (scheduledUntilEnd(input) >= leftCredits ? NO_PACE : null)
  if (!pace) return { kind: 'too-early' }
  let expected = 0
  let planned = 0
  let on: string | null = null
  let earliest: string | null = null
  let latest: string | null = null
  for (const { day, usual, scheduled } of daysAhead(input, pace)) {
    expected += usual
    planned += scheduled
    const spread = spreadOf(expected, pace)
    if (expected + planned + spread >= leftCredits) earliest ??= day
    if (expected + planned >= leftCredits) on ??= day
    if (expected + planned - spread >= leftCredits) latest ??= day
  }
  const total = expected + planned
  if (on && earliest) {
    return {
      kind: 'runs-out',
      on,
      earliest,
      latest,
      shortCredits: Math.max(1, Math.ceil(total - leftCredits)),
    }
  }
  const spread = spreadOf(expected, pace)
  const leftAfter = (used: number) => Math.max(0, Math.round(leftCredits - used))
  return {
    kind: 'lasts',
    leftAtEnd: {
      expected: leftAfter(total),
      low: leftAfter(total + spread),
      high: leftAfter(planned + Math.max(0, expected - spread)),
    },
    mayRunOutOn: earliest,
  }
}

type Pace = {
  /** Credits on an average day. */
  perDay: number
  /** How a weekday compares with the average; Sunday first. */
  weekday: number[]
  /** Variance of a day's credits for each credit expected: people spend in bursts. */
  dispersion: number
  /** The credits the pace is based on; more credits make it more certain. */
  restsOn: number
}

const NO_PACE: Pace = { perDay: 0, weekday: Array(7).fill(1), dispersion: 0, restsOn: 0 }

/** `weekday`: 0 is Sunday. */
type Observed = { weekday: number; credits: number; share: number; inCycle: boolean }

function paceOf(input: ForecastInput): Pace | null {
  const days = observed(input)
  const total = sum(days.map(({ credits }) => credits))
  const whole = sum(days.map(({ share }) => share))
  if (whole < FEWEST_DAYS || (total === 0 && whole < IDLE_DAYS_FOR_A_PACE)) return null
  const factors = weekdayFactors(days, total / whole)
  const weight = ({ weekday, share }: Observed) => share * (factors[weekday] ?? 1)
  const mine = days.filter(({ inCycle }) => inCycle)
  const earlier = days.filter(({ inCycle }) => !inCycle)
  const earlierWeight = sum(earlier.map(weight))
  const priorWeight = Math.min(PRIOR_DAYS, earlierWeight)
  const prior = earlierWeight > 0 ? sum(earlier.map(({ credits }) => credits)) / earlierWeight : 0
  const seen = sum(mine.map(weight)) + priorWeight
  const perDay = (sum(mine.map(({ credits }) => credits)) + prior * priorWeight) / seen
  return { perDay, weekday: factors, dispersion: dispersionOf(days, weight), restsOn: perDay * seen }
}

/** Every day since the first, including idle ones; of today only the part that has passed. */
function observed({ at, cycleStart, timeZone, spent, firstDay }: ForecastInput): Observed[] {
  const today = localDay(at, timeZone)
  const cycleDay = localDay(cycleStart, timeZone)
  const days: Observed[] = []
  for (let day = firstDay; day < today && days.length < MOST_DAYS_AHEAD; day = addDays(day, 1)) {
    const credits = spent.get(day) ?? 0
    days.push({ weekday: weekdayOf(day), credits, share: 1, inCycle: day >= cycleDay })
  }
  const share = dayShare(at, timeZone)
  return [...days, { weekday: weekdayOf(today), credits: spent.get(today) ?? 0, share, inCycle: true }]
}

function weekdayFactors(days: readonly Observed[], average: number): number[] {
  if (average === 0) return Array(7).fill(1)
  const factors = Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter((day) => day.weekday === weekday)
    const credits = sum(same.map((day) => day.credits)) + WEEKDAY_PRIOR * average
    return credits / (sum(same.map(({ share }) => share)) + WEEKDAY_PRIOR) / average
  })
  const mean = sum(factors) / 7
  return factors.map((factor) => factor / mean)
}

function dispersionOf(days: readonly Observed[], weight: (day: Observed) => number): number {
  const weights = sum(days.map(weight))
  const perDay = weights > 0 ? sum(days.map(({ credits }) => credits)) / weights : 0
  if (perDay === 0) return 0
  const squares = sum(days.map((day) => (day.credits - perDay * weight(day)) ** 2))
  return squares / (perDay * weights) / Math.max(0.5, 1 - 1 / days.length)
}

/** Half the width of the range around the expected credits: variation between days plus uncertainty of the pace. */
function spreadOf(expected: number, { dispersion, restsOn }: Pace): number {
  if (restsOn === 0) return 0
  return Z_80 * Math.sqrt(dispersion * expected + (expected ** 2 * dispersion) / restsOn)
}

function* daysAhead({ at, endsAt, timeZone, scheduled }: ForecastInput, { perDay, weekday }: Pace) {
  const today = localDay(at, timeZone)
  const last = localDay(endsAt - 1, timeZone)
  const planned = new Map<string, number>()
  for (const work of scheduled) {
    if (work.at <= at || work.at >= endsAt) continue
    const day = localDay(work.at, timeZone)
    planned.set(day, (planned.get(day) ?? 0) + work.credits)
  }
  let day = today
  for (let i = 0; day <= last && i < MOST_DAYS_AHEAD; i += 1) {
    const begun = day === today ? dayShare(at, timeZone) : 0
    const over = day === last ? dayShare(endsAt - 1, timeZone) : 1
    yield {
      day,
      usual: perDay * (weekday[weekdayOf(day)] ?? 1) * Math.max(0, over - begun),
      scheduled: planned.get(day) ?? 0,
    }
    day = addDays(day, 1)
  }
}

/** Credits of the work scheduled before the reset or the end. */
export function scheduledUntilEnd({
  at,
  endsAt,
  scheduled,
}: Pick<ForecastInput, 'at' | 'endsAt' | 'scheduled'>): number {
  return sum(scheduled.filter((work) => work.at > at && work.at < endsAt).map(({ credits }) => credits))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

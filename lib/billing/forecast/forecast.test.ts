import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/local/demo/random'
import { addDays, dayShare, endOfDay, localDay } from '../statement/calendar-days.ts'
import { type ForecastInput, forecast } from './forecast.ts'

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** The cycle runs 1 to 30 November 2026, a Sunday to a Monday; it is the morning of the 16th. */
const november: ForecastInput = {
  at: at('2026-11-16'),
  cycleStart: at('2026-11-01'),
  endsAt: at('2026-12-01'),
  timeZone: 'UTC',
  leftCredits: 1_000,
  spent: spending('2026-11-01', 15, () => 20),
  firstDay: '2026-11-01',
  scheduled: [],
}

function spending(from: string, days: number, credits: (weekday: number, i: number) => number) {
  return new Map(
    Array.from({ length: days }, (_, i) => {
      const day = addDays(from, i)
      return [day, credits(new Date(day).getUTCDay(), i)]
    }),
  )
}

describe('R24: the forecast', () => {
  it('continues at the pace of this cycle', () => {
    // 20 a day for the 15 days that are left.
    expect(forecast(november)).toMatchObject({
      kind: 'lasts',
      leftAtEnd: { expected: 700, low: 700, high: 700 },
      mayRunOutOn: null,
    })
  })

  it('returns the day credits run out and the shortage', () => {
    expect(forecast({ ...november, leftCredits: 110 })).toMatchObject({
      kind: 'runs-out',
      on: '2026-11-21',
      earliest: '2026-11-21',
      latest: '2026-11-21',
      shortCredits: 190,
    })
  })

  it('accounts for quiet weekdays', () => {
    const workdays = (weekday: number) => (weekday === 0 || weekday === 6 ? 0 : 20)
    const spent = spending('2026-09-01', 76, workdays)
    const { day } = runsOut(forecast({ ...november, spent, firstDay: '2026-09-01', leftCredits: 90 }))
    // Five workdays use nearly a hundred: Friday, not the quiet Sunday of an even pace.
    expect(day).toBe('2026-11-20')
  })

  it('uses earlier cycles when the current one is new', () => {
    const spent = spending('2026-10-01', 31, () => 20)
    spent.set('2026-11-01', 100)
    const early = { ...november, at: at('2026-11-02'), spent, firstDay: '2026-10-01', leftCredits: 5_000 }
    const seen = forecast(early)
    // One busy day alone would predict 100 a day and 2,900 in total.
    expect(seen.kind === 'lasts' && seen.leftAtEnd.expected).toBeGreaterThan(3_500)
  })

  it('includes scheduled work, but only until the reset', () => {
    const scheduled = [
      { at: at('2026-11-20') + 1, credits: 300 },
      { at: at('2026-12-02'), credits: 9_000 },
    ]
    expect(forecast({ ...november, scheduled })).toMatchObject({ leftAtEnd: { expected: 400 } })
    expect(runsOut(forecast({ ...november, leftCredits: 350, scheduled })).day).toBe('2026-11-20')
  })

  it('returns too-early without data, and accepts an idle week as a pace', () => {
    const none = { ...november, spent: new Map<string, number>() }
    expect(forecast({ ...none, at: at('2026-11-02') + 1 })).toEqual({ kind: 'too-early' })
    expect(forecast({ ...none, at: at('2026-11-05') })).toEqual({ kind: 'too-early' })
    expect(forecast(none)).toMatchObject({ kind: 'lasts', leftAtEnd: { expected: 1_000 } })
  })

  it('needs no pace when scheduled work exceeds the balance', () => {
    const early = { ...november, spent: new Map<string, number>(), at: at('2026-11-02') + 1 }
    const campaign = { at: at('2026-11-10') + 1, credits: 1_200 }
    expect(forecast({ ...early, scheduled: [campaign] })).toEqual({
      kind: 'runs-out',
      on: '2026-11-10',
      earliest: '2026-11-10',
      latest: '2026-11-10',
      shortCredits: 200,
    })
    expect(forecast({ ...early, scheduled: [{ ...campaign, credits: 900 }] })).toEqual({ kind: 'too-early' })
  })

  it('holds for eight of ten simulated months with bursts', () => {
    const random = seededRandom('forecast')
    let held = 0
    const months = 400
    for (let month = 0; month < months; month += 1) {
      const burst = (weekday: number) =>
        weekday === 0 || weekday === 6
          ? random() < 0.2
            ? 20
            : 0
          : Array.from({ length: 5 }, () => (random() < 0.45 ? 5 * Math.ceil(random() * 8) : 0)).reduce(
              (a, b) => a + b,
            )
      const spent = spending('2026-09-17', 60, burst)
      const seen = forecast({ ...november, spent, firstDay: '2026-09-17', leftCredits: 100_000 })
      const really = 100_000 - [...spending('2026-11-16', 15, burst).values()].reduce((a, b) => a + b)
      if (seen.kind === 'lasts' && really >= seen.leftAtEnd.low && really <= seen.leftAtEnd.high) held += 1
    }
    expect(held / months).toBeGreaterThan(0.72)
    expect(held / months).toBeLessThan(0.9)
  })
})

function runsOut(seen: ReturnType<typeof forecast>) {
  if (seen.kind !== 'runs-out') throw new Error(`it ${seen.kind}`)
  return { day: seen.on, ...seen }
}

it('uses days of the time zone, also when clocks change', () => {
  const evening = Date.parse('2026-11-02T02:30:00Z')
  expect(localDay(evening, 'America/Los_Angeles')).toBe('2026-11-01')
  expect(dayShare(evening, 'America/Los_Angeles')).toBeCloseTo(18.5 / 24)
  expect(addDays('2026-10-31', 1)).toBe('2026-11-01')
  expect(new Date(endOfDay('2026-10-31', 'America/Los_Angeles')).toISOString()).toBe(
    '2026-11-01T06:59:59.999Z',
  )
  expect(new Date(endOfDay('2026-11-01', 'America/Los_Angeles')).toISOString()).toBe(
    '2026-11-02T07:59:59.999Z',
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryAfter, cycleAt, dayOf } from './cycle.ts'

const at = (text: string) => Date.parse(text)
const iso = (ms: number) => new Date(ms).toISOString()

describe('R14: cycles are counted from the original anchor', () => {
  it.each([
    ['2026-01-31T10:00:00Z', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['2028-01-31T10:00:00Z', ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
    ['2026-11-30T23:30:00Z', ['2026-12-30', '2027-01-30', '2027-02-28', '2027-03-30']],
  ])('counts months from an anchor on %s', (anchor, days) => {
    days.forEach((day, index) => {
      expect(iso(boundaryAfter(at(anchor), index + 1)).slice(0, 10)).toBe(day)
    })
  })

  it('puts every instant after the anchor in exactly one cycle, without gaps', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 10 * 365 * 86_400 }),
        (anchor, seconds) => {
          const instant = anchor.getTime() + seconds * 1000
          const cycle = cycleAt(anchor.getTime(), instant)
          expect(cycle.start <= instant && instant < cycle.end).toBe(true)
          expect(cycleAt(anchor.getTime(), cycle.end).start).toBe(cycle.end)
          expect(cycleAt(anchor.getTime(), cycle.end - 1)).toEqual(cycle)
        },
      ),
    )
  })

  it('keeps boundaries at the same UTC time of day across daylight saving time', () => {
    expect(iso(boundaryAfter(at('2026-03-01T08:00:00Z'), 1))).toBe('2026-04-01T08:00:00.000Z')
  })
})

describe('dayOf', () => {
  it('returns the day in the time zone, with half-hour offsets and across daylight saving time', () => {
    expect(dayOf(at('2026-11-21T13:35:00Z'), 'Australia/Adelaide')).toBe('2026-11-22')
    expect(dayOf(at('2026-11-21T13:25:00Z'), 'Australia/Adelaide')).toBe('2026-11-21')
    expect(dayOf(at('2026-11-22T07:59:00Z'), 'America/Los_Angeles')).toBe('2026-11-21')
  })
})

import { describe, expect, test } from 'vitest'
import {
  countOf,
  daysBetween,
  formatCredits,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatNumber,
  formatSigned,
  formatTime,
  formatUnitPrice,
  inDays,
  initialsOf,
} from './format'

describe('numbers', () => {
  test('are grouped by thousands', () => {
    expect(formatNumber(1240)).toBe('1,240')
    expect(formatCredits(2000)).toBe('2,000 credits')
  })

  test('singular for one', () => {
    expect(formatCredits(1)).toBe('1 credit')
    expect(formatCredits(0)).toBe('0 credits')
    expect(countOf(2, 'entry', 'entries')).toBe('2 entries')
  })

  test('formatSigned includes the sign', () => {
    expect(formatSigned(500)).toBe('+500')
    expect(formatSigned(-1240)).toBe('\u22121,240')
    expect(formatSigned(0)).toBe('0')
  })
})

describe('money', () => {
  test.each([
    [4900, 'usd', '$49'],
    [1250, 'usd', '$12.50'],
    [0, 'usd', '$0'],
    [149000, 'USD', '$1,490'],
    [4900, 'eur', '€49'],
    [1250, 'gbp', '£12.50'],
    [1500, 'jpy', '¥1,500'],
    [-1500, 'jpy', '-¥1,500'],
    [5120, 'kwd', 'KWD 5.120'],
    [5000, 'kwd', 'KWD 5'],
    [500, 'isk', 'ISK 5'],
    [500, 'ugx', 'UGX 5'],
  ])('R47: %i in %s is %s', (cents, currency, words) =>
    expect(formatMoney(cents, currency).replaceAll('\u00a0', ' ')).toBe(words),
  )

  test.each([
    [1500, 100, 'usd', '15¢'],
    [20000, 2000, 'usd', '10¢'],
    [1000, 300, 'usd', '3.3¢'],
    [49000, 100, 'usd', '$4.90'],
    [1500, 100, 'eur', '€0.15'],
    [1000, 300, 'eur', '€0.033'],
    [1500, 100, 'jpy', '¥15'],
  ])('R47: %i for %i in %s is %s each', (cents, count, currency, words) => {
    expect(formatUnitPrice(cents, count, currency)).toBe(words)
  })
})

describe("times in the workspace's time zone", () => {
  const newYear = '2027-01-01T02:30:00Z'

  test('the same time can be another day in another zone', () => {
    expect(formatDate(newYear, 'UTC')).toBe('Jan 1, 2027')
    expect(formatDate(newYear, 'America/Los_Angeles')).toBe('Dec 31, 2026')
    expect(formatDay(newYear, 'America/Los_Angeles')).toBe('Dec 31')
  })

  test('a time that was formatted before is formatted the same, also after many others', () => {
    const all = () =>
      Array.from({ length: 1_500 }, (_, hour) =>
        formatDateTime(new Date(Date.UTC(2026, 0, 1, hour)), hour % 2 ? 'UTC' : 'Asia/Kolkata'),
      )
    const first = all()
    expect(first.slice(0, 3)).toEqual([
      'Jan 1, 2026, 5:30 AM',
      'Jan 1, 2026, 1:00 AM',
      'Jan 1, 2026, 7:30 AM',
    ])
    expect(all()).toEqual(first)
    expect(() => formatDate('no time', 'UTC')).toThrow(RangeError)
    expect(() => formatDate('no time', 'UTC')).toThrow(RangeError)
  })

  test('a minute counts until its last millisecond, also before 1970', () => {
    expect(formatTime('2026-09-05T00:05:59.999Z', 'Asia/Kathmandu')).toBe('5:50 AM')
    expect(formatTime('2026-09-05T00:06:00Z', 'Asia/Kathmandu')).toBe('5:51 AM')
    expect(formatDateTime('1969-12-31T23:59:59.999Z', 'UTC')).toBe('Dec 31, 1969, 11:59 PM')
    expect(formatDateTime('1970-01-01T00:00:00Z', 'UTC')).toBe('Jan 1, 1970, 12:00 AM')
  })

  test('September is Sep, midnight is 12 AM', () => {
    expect(formatDate('2026-09-05T12:00:00Z', 'UTC')).toBe('Sep 5, 2026')
    expect(formatTime('2026-09-05T00:05:00Z', 'UTC')).toBe('12:05 AM')
    expect(formatDateTime(newYear, 'Australia/Sydney')).toBe('Jan 1, 2027, 1:30 PM')
  })

  test('daysBetween counts calendar days, also across clock changes', () => {
    const zone = 'America/New_York'
    expect(daysBetween('2026-03-07T23:00:00-05:00', '2026-03-09T00:30:00-04:00', zone)).toBe(2)
    expect(inDays('2026-11-20T23:59:00Z', '2026-11-21T00:01:00Z', 'UTC')).toBe('tomorrow')
    expect(inDays(newYear, newYear, 'UTC')).toBe('today')
    expect(inDays('2026-12-12T12:00:00Z', '2026-12-21T00:00:00Z', 'UTC')).toBe('in 9 days')
    expect(inDays('2026-12-12T12:00:00Z', '2026-12-09T00:00:00Z', 'UTC')).toBe('3 days ago')
  })
})

test.each([
  ['Olivia Hart', 'OH'],
  ['Anna Maria van Dyk', 'AD'],
  ['olivia@harbourhill.test', 'O'],
  ['', '?'],
])('%s has the initials %s', (name, initials) => expect(initialsOf(name)).toBe(initials))

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, daysIn, monthsIn, periodBefore } from './period'

const day = fc
  .integer({ min: 0, max: 700 })
  .map((n) => new Date(Date.UTC(2014, 0, 1 + n)).toISOString().slice(0, 10))
const period = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

test('periodBefore has the same length and ends the day before', () => {
  expect(periodBefore({ from: '2015-03-01', to: '2015-03-31' })).toEqual({
    from: '2015-01-29',
    to: '2015-02-28',
  })
  fc.assert(
    fc.property(period, (now) => {
      const before = periodBefore(now)
      expect(daysIn(before)).toBe(daysIn(now))
      expect(daysIn({ from: before.to, to: now.from })).toBe(2)
    }),
  )
})

test('monthsIn returns months with partial ones marked', () => {
  expect(monthsIn({ from: '2014-12-15', to: '2015-02-28' })).toEqual([
    { month: '2014-12', partial: true },
    { month: '2015-01', partial: false },
    { month: '2015-02', partial: false },
  ])
})

test('contains includes both ends', () => {
  const march = { from: '2015-03-01', to: '2015-03-31' }
  expect(['2015-02-28', '2015-03-01', '2015-03-31', '2015-04-01'].map((d) => contains(march, d))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

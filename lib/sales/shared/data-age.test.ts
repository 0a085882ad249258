import { expect, test } from 'vitest'
import { dataAge, dataAgeText } from './data-age'

const at = (to: string, now: string) => dataAge({ name: 'King County', to, now: new Date(now) })

test.each([
  ['2026-11-29', 'up to date', false],
  ['2026-12-30', 'up to date', false],
  ['2026-11-20', '9 days old', false],
  ['2026-08-01', '4 months old', false],
  ['2026-05-01', '7 months old', true],
  ['2025-03-01', '21 months old', true],
  ['2015-05-27', '11 years old', true],
])('data through %s is %s', (to, age, isOld) => {
  expect(at(to, '2026-11-29T10:00:00Z')).toMatchObject({ age, isOld })
})

test('the sentence names data, area and days, and warns only about old data', () => {
  const now = new Date('2015-06-01T00:00:00Z')
  const fresh = dataAge({ name: 'King County', area: '98103', from: '2015-01-01', to: '2015-05-27', now })
  expect(dataAgeText(fresh)).toBe('Sales data: 98103, King County, Jan 1, 2015 – May 27, 2015 (5 days old).')
  const old = at('2015-05-27', '2016-06-01T00:00:00Z')
  expect(dataAgeText(old)).toBe(
    'Sales data: King County, through May 27, 2015 (12 months old). Prices may have changed since.',
  )
})

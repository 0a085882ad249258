import { expect, test } from 'vitest'
import { monthOfRun, nextRun } from './next-run'

const at = (text: string) => Date.parse(text)
const ninth = { dayOfMonth: 9, timeOfDay: '09:30' }

test('nextRun is later this month, or next month once that has passed', () => {
  expect(nextRun(ninth, at('2026-11-09T09:29:00Z'), 'UTC').toISOString()).toBe('2026-11-09T09:30:00.000Z')
  expect(nextRun(ninth, at('2026-11-09T09:30:00Z'), 'UTC').toISOString()).toBe('2026-12-09T09:30:00.000Z')
  expect(nextRun(ninth, at('2026-12-31T23:59:00Z'), 'UTC').toISOString()).toBe('2027-01-09T09:30:00.000Z')
})

test('nextRun keeps the local time across a clock change', () => {
  const first = { dayOfMonth: 28, timeOfDay: '09:00' }
  expect(nextRun(first, at('2026-02-28T12:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-03-28T08:00:00.000Z',
  )
  expect(nextRun(first, at('2026-03-28T12:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-04-28T07:00:00.000Z',
  )
})

test('a run belongs to the month of its local day', () => {
  expect(monthOfRun(new Date('2026-11-30T23:30:00Z'), 'UTC')).toBe('2026-11-01')
  expect(monthOfRun(new Date('2026-11-30T23:30:00Z'), 'Europe/Berlin')).toBe('2026-12-01')
})

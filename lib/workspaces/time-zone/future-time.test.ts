import { expect, test } from 'vitest'
import { instantOf } from './future-time'

test('instantOf reads a time in the agency’s time zone across clock changes', () => {
  const times = ['2026-03-08T01:30', '2026-03-08T02:30', '2026-07-01T09:00', '2026-12-01T09:00']
  expect(times.map((time) => instantOf(time, 'America/Los_Angeles').toISOString())).toEqual([
    '2026-03-08T09:30:00.000Z',
    '2026-03-08T10:30:00.000Z',
    '2026-07-01T16:00:00.000Z',
    '2026-12-01T17:00:00.000Z',
  ])
})

import { expect, test } from 'vitest'
import { aheadLabel, clockLabel, stepLabel, targetDate } from './demo-clock'

const DAY = 86_400
const machine = {
  now: '2026-12-21T12:00:00Z',
  skippedSeconds: 23 * DAY,
  next: { kind: 'reset' as const, at: '2027-01-03T12:00:00Z' },
}

test('R40: clockLabel shows the date and how far ahead it is', () => {
  expect(clockLabel(machine, 'UTC')).toBe('Demo clock: Dec 21, 2026 · 23 days ahead')
  expect(clockLabel({ ...machine, skippedSeconds: 0 }, 'UTC')).toBe('Demo clock: Dec 21, 2026')
  expect([0, 60, 2 * 3_600, DAY, 400 * DAY].map(aheadLabel)).toEqual([
    null,
    '1 hour ahead',
    '2 hours ahead',
    '1 day ahead',
    '400 days ahead',
  ])
})

test('R40: targetDate and stepLabel show the date after the step', () => {
  expect(targetDate('day', machine, 'UTC')).toBe('Dec 22, 2026')
  expect(targetDate('week', machine, 'UTC')).toBe('Dec 28, 2026')
  expect(targetDate('next', machine, 'UTC')).toBe('Jan 3, 2027')
  expect(stepLabel('next', machine, 'UTC')).toBe('Skip to the reset on Jan 3, 2027')
})

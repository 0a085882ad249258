import { expect, it } from 'vitest'
import { digestDueAt } from './send-digests'

const due = (end: string, timeZone: string) => new Date(digestDueAt(Date.parse(end), timeZone)).toISOString()

it('R49: a digest is due at the first 8 in the morning after the end of its cycle, as the workspace counts hours', () => {
  expect(due('2026-12-01T07:59:00Z', 'UTC')).toBe('2026-12-01T08:00:00.000Z')
  expect(due('2026-12-01T08:00:00Z', 'UTC')).toBe('2026-12-01T08:00:00.000Z')
  expect(due('2026-12-01T08:00:01Z', 'UTC')).toBe('2026-12-02T08:00:00.000Z')
  // 7 in the evening of the day before in Los Angeles.
  expect(due('2026-12-01T03:00:00Z', 'America/Los_Angeles')).toBe('2026-12-01T16:00:00.000Z')
  // The clocks there go forward on the morning in between.
  expect(due('2026-03-08T06:00:00Z', 'America/Los_Angeles')).toBe('2026-03-08T15:00:00.000Z')
})

import { expect, test } from 'vitest'
import type { CalendarDay, CalendarItem } from '@/lib/calendar/views'
import { isOnPhone } from './phone-days'

const day = (over: Partial<CalendarDay>): CalendarDay => ({
  day: '2026-12-02',
  inSpan: true,
  isToday: false,
  isPast: false,
  items: [],
  ahead: null,
  ...over,
})
const items = [{ id: 'a', kind: 'post', title: 'Lake house' } as CalendarItem]
const ahead = (resets: boolean) => ({ ahead: { resets } as CalendarDay['ahead'] })

test.each<[string, Partial<CalendarDay>, boolean]>([
  ['a day of the next month with a post', { inSpan: false, items }, true],
  ['a day of the next month on which credits reset', { inSpan: false, ...ahead(true) }, true],
  ['today, when it belongs to the adjacent month', { inSpan: false, isToday: true }, true],
  ['a day of this month with a post', { items }, true],
  ['a day of the next month with nothing', { inSpan: false, ...ahead(false) }, false],
  ['a day of this month with nothing', {}, false],
])('the phone calendar of a month: %s', (_what, over, shown) => {
  expect(isOnPhone(day(over), 'month')).toBe(shown)
})

test('the phone calendar of a week lists every day', () => {
  expect(isOnPhone(day({ inSpan: false }), 'week')).toBe(true)
})

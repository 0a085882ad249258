import type { CalendarDay, CalendarView } from '@/lib/calendar/views'

/**
 * Whether a phone lists this day of a month. It skips days with nothing to say, and never a day of a neighboring month
 * that has something: the grid of a wide screen shows those too.
 */
export function isOnPhone(day: CalendarDay, span: CalendarView['span']): boolean {
  if (span === 'week' || day.isToday) return true
  return day.items.length > 0 || day.ahead?.resets === true
}

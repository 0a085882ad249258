import type { CalendarDay, CalendarView } from '@/lib/calendar/views'

/**
 * Whether a phone lists this day of a month. It skips empty days. Days of an adjacent month with items are listed, because
 * the grid of a wide screen shows them too.
 */
export function isOnPhone(day: CalendarDay, span: CalendarView['span']): boolean {
  if (span === 'week' || day.isToday) return true
  return day.items.length > 0 || day.ahead?.resets === true
}

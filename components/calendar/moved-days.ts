import type { CalendarDay } from '@/lib/calendar/views'

export type Move = { id: string; day: string }

/** The days as they are once an item was moved: shown at once, until the server has answered. */
export function movedDays(days: CalendarDay[], { id, day }: Move): CalendarDay[] {
  const item = days.flatMap(({ items }) => items).find((one) => one.id === id)
  if (!item) return days
  return days.map((one) => {
    const others = one.items.filter((other) => other.id !== id)
    const items =
      one.day === day ? [...others, item].toSorted((a, b) => a.time.localeCompare(b.time)) : others
    return { ...one, items }
  })
}

import type { z } from 'zod'
import { readCalendar as read } from '@/lib/calendar/read-calendar'
import type { CalendarItem } from '@/lib/calendar/views'
import type { ApiContext } from '../../keys/authenticate'
import type { calendarOperations } from './operations'

export async function readCalendar(
  ctx: ApiContext,
  query: z.output<(typeof calendarOperations)['calendar']['input']>,
) {
  const { day, days, timeZone, unit, planned, leftNow, shortage } = await read(ctx, query)
  return {
    from: days[0]?.day ?? day,
    to: days.at(-1)?.day ?? day,
    timeZone,
    unit,
    // The next runs of recurring reports count in `planned`; they become campaigns when they are sent.
    items: days.flatMap(({ items }) =>
      items.flatMap((one) => (one.kind === 'recurring' ? [] : [itemOf(one)])),
    ),
    planned,
    left: leftNow,
    shortage,
  }
}

function itemOf(one: Exclude<CalendarItem, { kind: 'recurring' }>) {
  const { id, title, at, credits, people, unpaid } = one
  const shared = { id, title, at, credits, recipients: people, unpaid }
  return one.kind === 'post'
    ? { kind: one.kind, status: one.status, isDue: one.isDue, ...shared }
    : { kind: one.kind, status: one.status, ...shared }
}

import { campaignStatusLabels } from '@/components/campaigns/campaign-labels'
import { postStatusLabel } from '@/components/posts/post-labels'
import type { CalendarItem, CalendarView } from '@/lib/calendar/views'
import { countOf, formatCredits, formatDate, formatDay, formatTime } from '@/lib/core/text/format'

/** The labels of the calendar. Days are local already, so they are formatted as UTC. */

const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' })
const monthAndYear = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "2:05 PM" for "14:05". */
export const clockTime = (time: string) => formatTime(`2000-01-01T${time}Z`, 'UTC')

/** "Friday, Nov 27". */
export const dayName = (day: string) => `${weekday.format(new Date(day))}, ${formatDay(day, 'UTC')}`
export const shortWeekday = (day: string) => weekday.format(new Date(day)).slice(0, 3)

/** "November 2026", or "Nov 23 – Nov 29, 2026". */
export function spanTitle({ span, day, days }: Pick<CalendarView, 'span' | 'day' | 'days'>): string {
  if (span === 'month') return monthAndYear.format(new Date(day))
  const [first, last] = [days[0]?.day ?? day, days.at(-1)?.day ?? day]
  return `${formatDay(first, 'UTC')} – ${formatDate(last, 'UTC')}`
}

export const calendarHref = (span: CalendarView['span'], day: string) => `/calendar?view=${span}&day=${day}`
export const itemHref = ({ kind, id }: CalendarItem) =>
  kind === 'recurring' ? `/recurring#${id}` : `/${kind}s/${id}`

/** "Scheduled, 25 recipients, 9 credits". */
export function itemSummary(item: CalendarItem): string {
  const { people, credits, unpaid } = item
  const parts =
    item.kind === 'post'
      ? ['Post', postStatusLabel(item).label.toLowerCase()]
      : item.kind === 'recurring'
        ? ['Every month']
        : [campaignStatusLabels[item.status].label]
  if (people > 0) parts.push(countOf(people, 'recipient'))
  if (credits !== null) parts.push(formatCredits(credits))
  if (unpaid) parts.push('won’t be sent')
  return parts.join(', ')
}

export function amountLabel(amount: number, unit: CalendarView['unit']): string {
  return unit === 'credits' ? formatCredits(amount) : countOf(amount, 'email')
}

/** "“Spring news” on Thursday, Dec 3 needs 72 credits, but you’ll have 65 left. It won’t be sent." */
export function shortageMessage(
  { title, day, needed, left }: NonNullable<CalendarView['shortage']>,
  unit: CalendarView['unit'],
): string {
  const campaign = `“${title}” on ${dayName(day)}`
  if (left === null) return `${campaign} is after your plan ends. It won’t be sent.`
  return `${campaign} needs ${amountLabel(needed, unit)}, but you’ll have ${amountLabel(left, unit)} left. It won’t be sent.`
}

import type { DayAhead } from '@/lib/billing/forecast/days-ahead'
import type { CampaignStatus } from '@/lib/campaigns/views'
import type { PostStatus } from '@/lib/posts/views'
import type { ShownSpan } from './shown-days'

/** Plain data that the calendar draws. Days are YYYY-MM-DD where the workspace is. */

type Standing =
  | { kind: 'campaign'; status: CampaignStatus }
  /** `isDue`: its time has come, and it has not gone out. */
  | { kind: 'post'; status: PostStatus; isDue: boolean }

export type CalendarItem = Standing & {
  id: string
  title: string
  at: string
  /** "09:30", where the workspace is. */
  time: string
  /** Waits for its time, and so can be moved. */
  movable: boolean
  /** Of a campaign. */
  people: number
  /** Planned, or paid when it was sent; null while it is not known. */
  credits: number | null
  /** It cannot be paid when its time comes. */
  unpaid: boolean
}

export type CalendarDay = {
  day: string
  /** In the month that is shown; in a week all are. */
  inSpan: boolean
  isToday: boolean
  isPast: boolean
  items: CalendarItem[]
  /** Null for days that are over. */
  ahead: DayAhead | null
}

export type CalendarView = {
  span: ShownSpan
  /** A day of what is shown. */
  day: string
  previousDay: string
  nextDay: string
  today: string
  timeZone: string
  /** What is planned takes credits, or counts against the limit of emails. */
  unit: 'credits' | 'emails'
  days: CalendarDay[]
  /** All that is planned, shown or not. */
  planned: { count: number; amount: number }
  leftNow: number | null
  /** The first that cannot be paid when its time comes, shown or not. */
  shortage: { title: string; day: string; needed: number; left: number | null } | null
}

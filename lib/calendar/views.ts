import type { DayAhead } from '@/lib/billing/forecast/days-ahead'
import type { CampaignStatus } from '@/lib/campaigns/views'
import type { PostStatus } from '@/lib/posts/views'
import type { ShownSpan } from './shown-days'

/** Plain data for the calendar. Days are YYYY-MM-DD in the workspace's time zone. */

type Status =
  | { kind: 'campaign'; status: CampaignStatus }
  /** `isDue`: its time has come and it has not been sent. */
  | { kind: 'post'; status: PostStatus; isDue: boolean }
  /** The next run of a recurring report. */
  | { kind: 'recurring'; status: 'scheduled' }

export type CalendarItem = Status & {
  id: string
  title: string
  at: string
  /** "09:30", in the workspace's time zone. */
  time: string
  /** Scheduled, so it can be moved. */
  movable: boolean
  /** The recipients of a campaign. */
  people: number
  /** The planned or charged credits. Null while unknown. */
  credits: number | null
  /** The balance will not cover it when its time comes. */
  unpaid: boolean
}

export type CalendarDay = {
  day: string
  /** In the shown month. Always true for a week. */
  inSpan: boolean
  isToday: boolean
  isPast: boolean
  items: CalendarItem[]
  /** Null for past days. */
  ahead: DayAhead | null
}

export type CalendarView = {
  span: ShownSpan
  /** A day in the shown month or week. */
  day: string
  previousDay: string
  nextDay: string
  today: string
  timeZone: string
  /** Whether scheduled work uses credits or counts against the email limit. */
  unit: 'credits' | 'emails'
  days: CalendarDay[]
  /** Everything scheduled, also outside the shown days. */
  planned: { count: number; amount: number }
  leftNow: number | null
  /** The first item the balance will not cover, also outside the shown days. */
  shortage: { title: string; day: string; needed: number; left: number | null } | null
}

import type { recurringStatuses } from '@/db/schema/work/recurring'

/** Plain data of recurring reports for pages. Times are ISO strings. */

export type RecurringStatus = (typeof recurringStatuses)[number]

/** What a run costs with today's list and prices. */
export type RecurringCost = {
  /** Current recipients. */
  people: number
  reportCredits: number
  emailCredits: number
  credits: number
  /** The price rules in words; null on a plan with monthly limits. */
  reportPrice: string | null
  emailPrice: string | null
}

export type RecurringRow = {
  id: string
  name: string
  listName: string
  status: RecurringStatus
  /** Null unless it is active. */
  nextRunAt: string | null
  /** Why it paused automatically. */
  failure: string | null
  dayOfMonth: number
  timeOfDay: string
  cost: RecurringCost
  /** Its newest months. */
  runs: {
    month: string
    status: 'waiting' | 'making' | 'sent' | 'skipped'
    reportId: string | null
    campaignId: string | null
  }[]
}

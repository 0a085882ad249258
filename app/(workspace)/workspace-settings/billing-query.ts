import { readStatementFilters, statementSearch } from '@/lib/billing/statement/statement-filters'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import type { StatementFilters } from '@/lib/billing/views'
import { numberedListQuery, type SearchParams } from '@/lib/core/paging/list-query'
import { calendarDay, isUsableInstant } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

export type BillingQuery = SearchParams

/** Positions are entry numbers. */
const readListQuery = numberedListQuery()

/** What the billing tab shows, as far as its URL says. */
export type BillingParams = {
  before?: number
  after?: number
  checkout?: string
  credits?: string
  /** Start of the cycle whose usage is shown. Defaults to the current cycle. */
  cycle?: string
  /** The day or action chosen in the usage chart. */
  usage: UsageSelection
  /** 'now', or the day (YYYY-MM-DD) whose closing balance is explained. */
  explain?: string
  /** All invoices instead of only the newest. */
  allInvoices?: boolean
  filters: StatementFilters
}

/** Reads the query of the billing tab; invalid values are ignored. */
export function readBillingQuery(query: BillingQuery): BillingParams {
  const { before, after } = readListQuery(query)
  return {
    before,
    after,
    checkout: single(query.checkout),
    credits: single(query.credits),
    cycle: instant(query.cycle),
    usage: usageSelection(query),
    explain: explained(query.explain),
    allInvoices: query.invoices === 'all',
    filters: readStatementFilters(query),
  }
}

type Page = { before?: number; after?: number }

/** The URL of the tab with these filters and this page. */
export function billingAddress(
  params: Pick<BillingParams, 'cycle' | 'filters' | 'explain' | 'allInvoices'> &
    Partial<Pick<BillingParams, 'usage'>>,
  page: Page = {},
): string {
  const search = new URLSearchParams(`tab=billing&${statementSearch(params.filters)}`)
  if (params.cycle) search.set('cycle', params.cycle)
  if (params.usage?.day) search.set('usageDay', params.usage.day)
  if (params.usage?.action) search.set('usageAction', params.usage.action)
  if (params.explain) search.set('explain', params.explain)
  if (params.allInvoices) search.set('invoices', 'all')
  for (const [side, seq] of Object.entries(page)) search.set(side, String(seq))
  return `/workspace-settings?${search}`
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

function usageSelection({ usageDay, usageAction }: BillingQuery): UsageSelection {
  const day = calendarDay().safeParse(usageDay)
  const action = actionKeys.find((key): key is ActionKey => key === usageAction)
  return { ...(day.success && { day: day.data }), ...(action && { action }) }
}

function instant(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text && isUsableInstant(new Date(text)) ? text : undefined
}

function explained(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text === 'now' || calendarDay().safeParse(text).success ? text : undefined
}

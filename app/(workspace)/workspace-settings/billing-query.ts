import { readStatementFilters, statementSearch } from '@/lib/billing/statement/statement-filters'
import type { StatementFilters } from '@/lib/billing/views'
import { numberedListQuery, type SearchParams } from '@/lib/core/paging/list-query'
import { calendarDay, isUsableInstant } from '@/lib/core/text/input'

export type BillingQuery = SearchParams

/** Cursors are entry numbers. */
const readListQuery = numberedListQuery()

/** What the billing tab shows, from its URL. */
export type BillingAsked = {
  before?: number
  after?: number
  checkout?: string
  credits?: string
  /** Start of the cycle whose usage is shown. Defaults to the current cycle. */
  cycle?: string
  /** 'now', or the day (YYYY-MM-DD) whose closing balance is explained. */
  explain?: string
  /** All invoices, not only the newest. */
  allInvoices?: boolean
  filters: StatementFilters
}

/** Reads the billing tab's URL. Invalid values are ignored. */
export function readBillingQuery(query: BillingQuery): BillingAsked {
  const { before, after } = readListQuery(query)
  return {
    before,
    after,
    checkout: single(query.checkout),
    credits: single(query.credits),
    cycle: instant(query.cycle),
    explain: explained(query.explain),
    allInvoices: query.invoices === 'all',
    filters: readStatementFilters(query),
  }
}

type Page = { before?: number; after?: number }

/** The tab's URL with these filters and page. Everything else is kept. */
export function billingAddress(
  asked: Pick<BillingAsked, 'cycle' | 'filters' | 'explain' | 'allInvoices'>,
  page: Page = {},
): string {
  const search = new URLSearchParams(`tab=billing&${statementSearch(asked.filters)}`)
  if (asked.cycle) search.set('cycle', asked.cycle)
  if (asked.explain) search.set('explain', asked.explain)
  if (asked.allInvoices) search.set('invoices', 'all')
  for (const [side, seq] of Object.entries(page)) search.set(side, String(seq))
  return `/workspace-settings?${search}`
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

function instant(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text && isUsableInstant(new Date(text)) ? text : undefined
}

function explained(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text === 'now' || calendarDay().safeParse(text).success ? text : undefined
}

import { type BillingView, billingHref, viewOfQuery } from '@/lib/billing/shared/billing-address'
import { readStatementFilters, statementSearch } from '@/lib/billing/statement/statement-filters'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import type { StatementFilters } from '@/lib/billing/views'
import { numberedListQuery, type SearchParams } from '@/lib/core/paging/list-query'
import { calendarDay, isUsableInstant } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

export type BillingQuery = SearchParams

/** Positions are entry numbers. */
const readListQuery = numberedListQuery()

/** Built once: a schema takes longer to build than to use. */
const day = calendarDay()

/** What is first in the sheet of plans and packs. */
const sheets = ['packs', 'plans'] as const
export type OffersSheet = (typeof sheets)[number]

/** What the billing page shows, as far as its URL says. */
export type BillingParams = {
  view: BillingView
  /** Plans and packs are open over the view. */
  sheet?: OffersSheet
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

/** Reads the query of the billing page; invalid values are ignored. */
export function readBillingQuery(query: BillingQuery): BillingParams {
  const { before, after } = readListQuery(query)
  const view = viewOfQuery(query)
  return {
    view,
    sheet: view === 'plans' ? undefined : sheets.find((sheet) => sheet === query.sheet),
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

/** The address with the name of its view, if the query only implies it; null for the overview. */
export function addressOfView(query: BillingQuery): string | null {
  const view = viewOfQuery(query)
  if (view === 'overview') return null
  const { tab: _, view: __, ...rest } = query
  const texts = Object.entries(rest).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return billingHref(view, { query: Object.fromEntries(texts) })
}

type Page = { before?: number; after?: number }
type Kept = Pick<BillingParams, 'filters'> &
  Partial<Pick<BillingParams, 'view' | 'sheet' | 'cycle' | 'usage' | 'explain' | 'allInvoices'>>

/** The URL of the page with these filters and this page. Without a view, it is the one that uses the parameters. */
export function billingAddress(params: Kept, page: Page = {}): string {
  const query = {
    ...Object.fromEntries(new URLSearchParams(statementSearch(params.filters))),
    ...(params.view !== 'statement' && { cycle: params.cycle }),
    usageDay: params.usage?.day,
    usageAction: params.usage?.action,
    explain: params.explain,
    invoices: params.allInvoices ? 'all' : undefined,
    sheet: params.sheet,
    ...page,
  }
  const set = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  return billingHref(params.view ?? viewOfQuery(set), { query: set })
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

function usageSelection({ usageDay, usageAction }: BillingQuery): UsageSelection {
  const chosen = day.safeParse(usageDay)
  const action = actionKeys.find((key): key is ActionKey => key === usageAction)
  return { ...(chosen.success && { day: chosen.data }), ...(action && { action }) }
}

function instant(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text && isUsableInstant(new Date(text)) ? text : undefined
}

function explained(value: string | string[] | undefined): string | undefined {
  const text = single(value)
  return text === 'now' || day.safeParse(text).success ? text : undefined
}

/** The address of each view of the billing page. Everything that links to the page builds its link here (R24). */

export const billingViews = ['overview', 'usage', 'statement', 'plans', 'payment'] as const
export type BillingView = (typeof billingViews)[number]

/** Sections of a view, named by their anchor. */
type BillingAnchor =
  | 'packs'
  | 'plans'
  | 'usage'
  | 'spending-limits'
  | 'statement'
  | 'explain'
  | 'invoices'
  | 'billing-details'
  | 'auto-top-up'

type Query = Record<string, string | number | undefined>

/** `billingHref('usage')` is "/workspace-settings?tab=billing&view=usage". The overview needs no view. */
export function billingHref(
  view: BillingView = 'overview',
  { query = {}, anchor }: { query?: Query; anchor?: BillingAnchor } = {},
): string {
  const search = new URLSearchParams({ tab: 'billing' })
  if (view !== 'overview') search.set('view', view)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return `/workspace-settings?${search}${anchor ? `#${anchor}` : ''}`
}

/** The view that an anchor is on. Includes the anchors of the page before it had views, which are in sent emails. */
const anchorViews: Record<string, BillingView> = {
  statement: 'statement',
  explain: 'statement',
  usage: 'usage',
  'spending-limits': 'usage',
  packs: 'plans',
  plans: 'plans',
  payment: 'payment',
  invoices: 'payment',
  'billing-details': 'payment',
  'auto-top-up': 'payment',
}

export function viewOfAnchor(hash: string): BillingView | null {
  const anchor = hash.replace(/^#/, '')
  return Object.hasOwn(anchorViews, anchor) ? (anchorViews[anchor] ?? null) : null
}

const usedBy: readonly [BillingView, readonly string[]][] = [
  ['statement', ['explain', 'kind', 'action', 'member', 'from', 'to', 'q', 'before', 'after']],
  ['payment', ['invoices']],
  ['usage', ['cycle', 'usageDay', 'usageAction']],
]

/** The view of a query. Without a name it is the one that uses the other parameters, as in links from before. */
export function viewOfQuery(query: Record<string, unknown>): BillingView {
  const named = billingViews.find((view) => view === query.view)
  if (named) return named
  return usedBy.find(([, names]) => names.some((name) => query[name] !== undefined))?.[0] ?? 'overview'
}

import { listingLabels } from '@/components/feeds/feed-labels'
import type { FinderAnswer, Found, FoundKind } from '@/lib/finder/views'
import { costOf, newChoices } from './new-choices'
import { findPages } from './pages'

export type FinderItem = { key: string; label: string; detail: string; href: string }
export type FinderGroup = { value: string; items: FinderItem[] }

const KINDS: Record<FoundKind, string> = {
  report: 'Reports',
  valuation: 'Valuations',
  image: 'Images',
  listing: 'Listings',
  post: 'Posts',
  campaign: 'Campaigns',
  contact: 'Contacts',
  template: 'Templates',
}

/** What the finder lists, in groups: new work and pages at once, results when they are known. */
export function finderGroups(search: string, answer: FinderAnswer | null): FinderGroup[] {
  const wanted = search.trim().toLowerCase()
  const created = newChoices
    .filter(({ label }) => `new ${label}`.toLowerCase().includes(wanted))
    .map((choice) => ({
      key: choice.href,
      label: `New ${choice.label.toLowerCase()}`,
      detail: costOf(choice, answer?.costs),
      href: choice.href,
    }))
  const pages = findPages(search).map(({ label, href }) => ({ key: href, label, detail: '', href }))
  const found = Object.entries(KINDS).map(([kind, value]) => ({
    value,
    items: (wanted ? (answer?.found ?? []) : [])
      .filter((one) => one.kind === kind)
      .map((one) => ({ key: `${kind} ${one.id}`, label: one.title, detail: detailOf(one), href: one.href })),
  }))
  return [...found, { value: 'Create', items: created }, { value: 'Pages', items: pages }].filter(
    ({ items }) => items.length > 0,
  )
}

/** A listing's status has the words of its own page. */
function detailOf({ kind, detail }: Found): string {
  const label = kind === 'listing' && listingLabels[detail as keyof typeof listingLabels]
  return label ? label.label : detail
}

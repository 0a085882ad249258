'use client'

import Link from 'next/link'
import { cn } from './cn'

type LinkTab = { href: string; label: string; current: boolean }

const looks = {
  line: {
    row: 'border-b border-line',
    tab: '-mb-px border-b-2 border-transparent px-3 py-2.5',
    chosen: 'border-brand text-ink',
  },
  /** A second row of tabs, under the first. */
  pills: { row: 'py-1', tab: 'rounded-full px-3 py-1.5', chosen: 'bg-brand-soft text-brand-ink' },
}

type LinkTabsProps = { label: string; tabs: LinkTab[]; look?: keyof typeof looks }

/**
 * Tabs kept in the URL. They are links, so they can be shared, opened in a new tab and navigated back. Where they don't fit,
 * they scroll, and a page opens with its own tab in view.
 */
export function LinkTabs({ label, tabs, look = 'line' }: LinkTabsProps) {
  const { row, tab, chosen } = looks[look]
  return (
    <nav aria-label={label} className={cn('-mx-1 overflow-x-auto px-1', row)}>
      <ul className="flex gap-1">
        {tabs.map(({ href, label: text, current }) => (
          <li key={href} className={cn(current && '[scroll-initial-target:nearest]')}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'block text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink',
                tab,
                current && chosen,
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

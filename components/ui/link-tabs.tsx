import Link from 'next/link'
import { cn } from './cn'

export type LinkTab = { href: string; label: string; current: boolean }

/**
 * Tabs kept in the URL. They are links, so they can be shared, opened in a new tab and navigated back. Where they don't fit,
 * they scroll, and a page opens with its own tab in view.
 */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="-mx-1 overflow-x-auto border-b border-line px-1">
      <ul className="flex gap-1">
        {tabs.map(({ href, label: text, current }) => (
          <li key={href} className={cn(current && '[scroll-initial-target:nearest]')}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cn(
                '-mb-px block border-b-2 border-transparent px-3 py-2.5 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink',
                current && 'border-brand text-ink',
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

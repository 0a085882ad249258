'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { Logo } from '@/components/shell/logo'
import { cn } from '@/components/ui/cn'

const pages = [
  { href: '/admin/workspaces', label: 'Workspaces' },
  { href: '/admin/approvals', label: 'Approvals' },
  { href: '/admin/cases', label: 'Cases' },
  { href: '/admin/rate-card', label: 'Rate card' },
  { href: '/admin/catalog', label: 'Plans and packs' },
  { href: '/admin/inbox', label: 'Webhooks' },
  { href: '/admin/findings', label: 'Discrepancies' },
  { href: '/admin/email', label: 'Email' },
  { href: '/admin/jobs', label: 'Jobs' },
  { href: '/admin/models', label: 'Models' },
  { href: '/admin/audit', label: 'Audit log' },
]

type ConsoleNavProps = {
  email: string
  /** Link to the product. */
  product: { href: string; label: string }
}

export function ConsoleNav({ email, product }: ConsoleNavProps) {
  const pathname = usePathname()
  const shown = useRef<HTMLAnchorElement>(null)
  // On a phone the row of pages is wider than the screen, so we scroll the current page's link into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a different page has a different link.
  useEffect(() => {
    // Some browsers return a promise, which an effect must not return.
    shown.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <header className="bg-rail text-rail-ink">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-8">
        <Link href="/admin/workspaces" className="flex items-center gap-3 rounded-control">
          <Logo />
          <span className="text-sm text-rail-muted">Console</span>
        </Link>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-rail-muted">
          <span className="break-all">{email}</span>
          <Link href={product.href} className="rounded-control font-medium text-rail-ink underline">
            {product.label}
          </Link>
        </p>
      </div>
      <nav aria-label="Console" className="mx-auto max-w-6xl overflow-x-auto px-2 sm:px-6">
        <ul className="flex gap-1">
          {pages.map(({ href, label }) => {
            const current = pathname.startsWith(href)
            return (
              <li key={href}>
                <Link
                  href={href}
                  ref={current ? shown : undefined}
                  aria-current={current ? 'page' : undefined}
                  className={cn(
                    'block border-b-2 border-transparent px-3 py-2.5 text-sm font-medium whitespace-nowrap text-rail-muted hover:text-rail-ink',
                    current && 'border-rail-ink text-rail-ink',
                  )}
                >
                  {label}
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
    </header>
  )
}

'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Bell } from '@/components/notifications/bell'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import { FinderButton } from '../finder/finder-button'
import { NewMenu } from '../finder/new-menu'
import { Logo } from '../logo'
import { footNav, type NavItem, navGroups } from './nav-items'

type SidebarProps = {
  /** The workspace switcher. */
  switcher: React.ReactNode
  /** Number of unread notifications. */
  unread: number
  /** The profile menu, at the bottom. */
  profile: React.ReactNode
  /** Called when a link is followed, so that a surrounding drawer can close. */
  onNavigate?: (() => void) | undefined
}

export function Sidebar({ switcher, unread, profile, onNavigate }: SidebarProps) {
  // Each link would be a request of every page, and most pages are left through none of them.
  const [isNear, setIsNear] = useState(false)
  const shared = { onNavigate, prefetch: isNear ? null : false }
  return (
    <div className="flex h-full flex-col bg-rail text-rail-ink">
      <div className="px-5 pt-6 pb-5">
        <div className="flex items-center justify-between gap-2">
          <Link href="/dashboard" onClick={onNavigate} className="inline-block rounded-control">
            <Logo />
          </Link>
          <Bell unread={unread} onNavigate={onNavigate} className="-mr-2 hidden lg:grid" />
        </div>
        <div className="-mx-2 mt-3">{switcher}</div>
        <div className="mt-3 flex gap-2">
          <NewMenu onNavigate={onNavigate} className="grow" />
          <FinderButton className="grid size-10 shrink-0 place-items-center rounded-control border border-rail-line text-rail-muted transition-colors hover:bg-rail-strong hover:text-rail-ink [&_svg]:size-4.5" />
        </div>
      </div>
      <nav
        aria-label="Main"
        onPointerEnter={() => setIsNear(true)}
        onFocus={() => setIsNear(true)}
        className="flex flex-1 flex-col justify-between gap-6 overflow-y-auto px-3 pb-3"
      >
        <div className="grid gap-4">
          {navGroups.map(({ label, items }) => (
            <NavList key={label} label={label} items={items} {...shared} />
          ))}
        </div>
        <NavList items={footNav} {...shared} />
      </nav>
      <div className="border-t border-rail-line p-3">{profile}</div>
    </div>
  )
}

/** Until the page that was clicked is there. */
function Opening() {
  const { pending } = useLinkStatus()
  return (
    pending && <span aria-hidden="true" className="ml-auto size-1.5 animate-pulse rounded-full bg-rail-ink" />
  )
}

type NavListProps = Pick<SidebarProps, 'onNavigate'> & {
  label?: string | null
  items: NavItem[]
  prefetch: React.ComponentProps<typeof Link>['prefetch']
}

function NavList({ label, items, onNavigate, prefetch }: NavListProps) {
  const pathname = usePathname()
  const list = (
    <ul aria-label={label ?? undefined} className="grid gap-0.5">
      {items.map(({ href, label, icon }) => {
        const current = pathname === href || pathname.startsWith(`${href}/`)
        return (
          <li key={href}>
            <Link
              href={href}
              prefetch={prefetch}
              onClick={onNavigate}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'flex min-h-10 items-center gap-3 rounded-control px-3 py-2 text-sm font-medium text-rail-muted transition-colors hover:bg-rail-strong/60 hover:text-rail-ink',
                current && 'bg-rail-strong text-rail-ink',
              )}
            >
              <Icon of={icon} className="size-4.5 shrink-0" />
              {label}
              <Opening />
            </Link>
          </li>
        )
      })}
    </ul>
  )
  if (!label) return list
  return (
    <div>
      <p aria-hidden="true" className="px-3 pb-1 text-xs font-medium text-rail-muted">
        {label}
      </p>
      {list}
    </div>
  )
}

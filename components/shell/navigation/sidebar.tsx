'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Bell } from '@/components/notifications/bell'
import { cn } from '@/components/ui/cn'
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
      <nav aria-label="Main" className="flex flex-1 flex-col justify-between gap-6 overflow-y-auto px-3 pb-3">
        <div className="grid gap-4">
          {navGroups.map(({ label, items }) => (
            <NavList key={label} label={label} items={items} onNavigate={onNavigate} />
          ))}
        </div>
        <NavList items={footNav} onNavigate={onNavigate} />
      </nav>
      <div className="border-t border-rail-line p-3">{profile}</div>
    </div>
  )
}

type NavListProps = { label?: string | null; items: NavItem[]; onNavigate: (() => void) | undefined }

function NavList({ label, items, onNavigate }: NavListProps) {
  const pathname = usePathname()
  const list = (
    <ul aria-label={label ?? undefined} className="grid gap-0.5">
      {items.map(({ href, label, icon: Icon }) => {
        const current = pathname === href || pathname.startsWith(`${href}/`)
        return (
          <li key={href}>
            <Link
              href={href}
              onClick={onNavigate}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'flex min-h-10 items-center gap-3 rounded-control px-3 py-2 text-sm font-medium text-rail-muted transition-colors hover:bg-rail-strong/60 hover:text-rail-ink',
                current && 'bg-rail-strong text-rail-ink',
              )}
            >
              <Icon className="size-4.5 shrink-0" aria-hidden="true" />
              {label}
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

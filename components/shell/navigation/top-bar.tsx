'use client'

import { Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, useRef, useState } from 'react'
import { Bell } from '@/components/notifications/bell'
import { useEarlyPress } from '@/components/ui/early/use-early-press'
import { Icon } from '@/components/ui/icons/icon'
import { whenOnline } from '@/components/ui/loading/when-online'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import { FinderButton } from '../finder/finder-button'
import { Logo } from '../logo'

const load = () => import('./sidebar-drawer')
const SidebarDrawer = lazy(whenOnline(load))

const iconButton =
  'grid size-11 place-items-center rounded-control text-rail-ink transition-colors hover:bg-rail-strong [&_svg]:size-5.5'

type TopBarProps = {
  /** The workspace switcher. */
  switcher: React.ReactNode
  unread: number
  profile: React.ReactNode
  compactProfile: React.ReactNode
}

/** On phones, the sidebar is a drawer that traps focus and closes on navigation. */
export function TopBar({ switcher, unread, profile, compactProfile }: TopBarProps) {
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)
  const opener = useRef<HTMLButtonElement>(null)
  useEarlyPress(opener, () => setOpen(true))
  return (
    <header className="sticky top-0 z-10 flex items-center justify-between gap-2 bg-rail px-2 py-1.5 text-rail-ink lg:hidden print:hidden">
      <button
        ref={opener}
        type="button"
        aria-label="Open menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        onFocus={load}
        className={iconButton}
      >
        <Icon of={MenuIcon} />
      </button>
      {wasOpen && (
        <Suspense fallback={null}>
          <SidebarDrawer
            switcher={switcher}
            unread={unread}
            profile={profile}
            open={open}
            onOpenChange={setOpen}
            opener={opener}
            buttonClass={iconButton}
          />
        </Suspense>
      )}
      <Link href="/dashboard" className="rounded-control">
        <Logo />
      </Link>
      <div className="flex items-center gap-1">
        <FinderButton className={iconButton} />
        <Bell unread={unread} />
        {compactProfile}
      </div>
    </header>
  )
}

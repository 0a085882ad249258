'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Menu as MenuIcon, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Bell } from '@/components/notifications/bell'
import { scrimClass } from '@/components/ui/dialog'
import { Logo } from './logo'
import { Sidebar } from './sidebar'

const iconButton =
  'grid size-11 place-items-center rounded-control text-rail-ink transition-colors hover:bg-rail-strong [&_svg]:size-5.5'

type TopBarProps = {
  /** Which workspace one works in, and the others. */
  switcher: React.ReactNode
  unread: number
  profile: React.ReactNode
  compactProfile: React.ReactNode
}

/** On phones: the sidebar becomes a drawer that holds the focus, and closes when somewhere is gone to. */
export function TopBar({ switcher, unread, profile, compactProfile }: TopBarProps) {
  const [open, setOpen] = useState(false)
  return (
    <header className="sticky top-0 z-10 flex items-center justify-between gap-2 bg-rail px-2 py-1.5 text-rail-ink lg:hidden print:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger aria-label="Open menu" className={iconButton}>
          <MenuIcon aria-hidden="true" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className={scrimClass} />
          <Dialog.Popup className="fixed inset-y-0 left-0 w-72 max-w-[85vw] shadow-float transition-transform duration-200 data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
            <Dialog.Title className="sr-only">Menu</Dialog.Title>
            <Sidebar
              switcher={switcher}
              unread={unread}
              profile={profile}
              onNavigate={() => setOpen(false)}
            />
            <Dialog.Close aria-label="Close menu" className={`${iconButton} absolute top-4 right-2`}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Link href="/dashboard" className="rounded-control">
        <Logo />
      </Link>
      <div className="flex items-center gap-1">
        <Bell unread={unread} />
        {compactProfile}
      </div>
    </header>
  )
}

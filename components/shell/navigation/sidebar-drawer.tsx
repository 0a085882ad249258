'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { scrimClass } from '@/components/ui/overlays/dialog-popup'
import { Sidebar } from './sidebar'

type SidebarDrawerProps = Pick<React.ComponentProps<typeof Sidebar>, 'switcher' | 'unread' | 'profile'> & {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Receives focus when the drawer closes. */
  opener: React.RefObject<HTMLElement | null>
  buttonClass: string
}

/** The sidebar on phones: traps focus and closes on navigation. */
export default function SidebarDrawer(props: SidebarDrawerProps) {
  const { open, onOpenChange, opener, buttonClass, ...sidebar } = props
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClass} />
        <Dialog.Popup
          finalFocus={opener}
          className="fixed inset-y-0 left-0 w-72 max-w-[85vw] shadow-float transition-transform duration-200 data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <Sidebar {...sidebar} onNavigate={() => onOpenChange(false)} />
          <Dialog.Close aria-label="Close menu" className={`${buttonClass} absolute top-4 right-2`}>
            <X aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

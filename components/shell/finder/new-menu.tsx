'use client'

import { Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import { whenOnline } from '@/components/ui/loading/when-online'
import { MenuTrigger } from '@/components/ui/overlays/menu-trigger'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'

const load = () => import('./new-menu-popup')
const NewMenuPopup = lazy(whenOnline(load))

/** Everything that can be created, with what it costs (R7). */
export function NewMenu({ onNavigate, className }: { onNavigate?: () => void; className?: string }) {
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <MenuTrigger
        ref={anchor}
        open={open}
        onOpen={() => setOpen(true)}
        load={load}
        className={cn(buttonClass(), className)}
      >
        <Icon of={Plus} />
        New
      </MenuTrigger>
      {wasOpen && (
        <Suspense fallback={null}>
          <NewMenuPopup open={open} onOpenChange={setOpen} anchor={anchor} onNavigate={onNavigate} />
        </Suspense>
      )}
    </>
  )
}

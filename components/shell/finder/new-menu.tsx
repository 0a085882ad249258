'use client'

import { Plus } from 'lucide-react'
import { lazy } from 'react'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import { whenOnline } from '@/components/ui/loading/when-online'
import { LazyMenu } from '@/components/ui/overlays/lazy-menu'

const load = () => import('./new-menu-popup')
const NewMenuPopup = lazy(whenOnline(load))

/** Everything that can be created, with what it costs (R7). */
export function NewMenu({ onNavigate, className }: { onNavigate?: () => void; className?: string }) {
  return (
    <LazyMenu
      load={load}
      popup={(place) => <NewMenuPopup {...place} onNavigate={onNavigate} />}
      className={cn(buttonClass(), className)}
    >
      <Icon of={Plus} />
      New
    </LazyMenu>
  )
}

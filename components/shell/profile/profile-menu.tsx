'use client'

import { lazy, Suspense, useRef, useState } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import { type ProfileMenuProps, ProfileTrigger } from './profile-trigger'

const load = () => import('./profile-popup')
const ProfilePopup = lazy(whenOnline(load))

/**
 * The icon renders with the page. The menu is fetched when the icon is about to be used. Both stay mounted while the
 * credits load, so a menu that is already open stays open.
 */
export function ProfileMenu({ who, credits, compact = false }: ProfileMenuProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const wasOpen = useWasOpen(open)
  const shown = { who, credits, compact, open }
  return (
    <>
      <ProfileTrigger {...shown} ref={anchor} onOpen={() => setOpen(true)} load={load} />
      {wasOpen && (
        <Suspense fallback={null}>
          <ProfilePopup {...shown} onOpenChange={setOpen} anchor={anchor} />
        </Suspense>
      )}
    </>
  )
}

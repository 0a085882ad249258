'use client'

import { lazy, Suspense, useRef, useState } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import { type ProfileMenuProps, ProfileTrigger } from './profile-trigger'

const load = () => import('./profile-popup')
const ProfilePopup = lazy(whenOnline(load))

/**
 * The icon is there with the page; the menu behind it is fetched when the icon is about to be used. Both stay as they
 * are while the credits in them arrive: a menu that was opened meanwhile stays open.
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

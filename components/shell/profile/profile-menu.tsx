'use client'

import { lazy, Suspense, useRef, useState } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import type { CreditsSummary } from '@/lib/billing/views'
import { ProfileTrigger } from './profile-trigger'

const load = () => import('./profile-popup')
const ProfilePopup = lazy(whenOnline(load))

export type ProfileMenuProps = {
  who: { name: string; email: string; image: string | null; role: string; workspaceName: string }
  /** Streams in after the page: who you are does not wait for what you have left. Null when it could not be read. */
  credits: Promise<CreditsSummary | null>
  /** The icon alone, for the top bar of a phone. */
  compact?: boolean
}

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

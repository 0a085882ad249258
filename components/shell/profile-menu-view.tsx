'use client'

import { lazy, Suspense, useRef } from 'react'
import { useWasOpen } from '@/components/ui/use-was-open'
import type { CreditsSummary } from '@/lib/billing/views'
import { ProfileTrigger } from './profile-trigger'

const load = () => import('./profile-popup')
const ProfilePopup = lazy(load)

export type CreditsState =
  | { state: 'loading' }
  | { state: 'failed'; retry: () => void }
  | { state: 'ready'; summary: CreditsSummary }

export type ProfileViewProps = {
  who: { name: string; email: string; image: string | null; role: string; workspaceName: string }
  credits: CreditsState
  /** The icon alone, for the top bar of a phone. */
  compact?: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The icon is there with the page; the menu behind it is fetched when the icon is about to be used. */
export function ProfileMenuView({ compact = false, ...rest }: ProfileViewProps) {
  const { who, credits, open, onOpenChange } = rest
  const anchor = useRef<HTMLButtonElement>(null)
  const wasOpen = useWasOpen(open)
  return (
    <>
      <ProfileTrigger
        ref={anchor}
        who={who}
        credits={credits}
        compact={compact}
        open={open}
        onOpen={() => onOpenChange(true)}
        load={load}
      />
      {wasOpen && (
        <Suspense fallback={null}>
          <ProfilePopup {...rest} compact={compact} anchor={anchor} />
        </Suspense>
      )}
    </>
  )
}

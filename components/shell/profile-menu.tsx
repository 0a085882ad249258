'use client'

import { catchError } from 'next/error'
import { Suspense, use, useState } from 'react'
import type { CreditsSummary } from '@/lib/billing/views'
import { type CreditsState, ProfileMenuView, type ProfileViewProps } from './profile-menu-view'

type ProfileMenuProps = Pick<ProfileViewProps, 'who' | 'compact'> & {
  /** Streams in after the page: who you are does not wait for what you have left. */
  credits: Promise<CreditsSummary>
}

type Shared = Omit<ProfileViewProps, 'credits'>

/** The profile menu while its credits load, when they fail, and when they are there. It stays open in between. */
export function ProfileMenu({ credits, ...who }: ProfileMenuProps) {
  const [open, setOpen] = useState(false)
  const shared: Shared = { ...who, open, onOpenChange: setOpen }
  return (
    <CreditsBoundary {...shared}>
      <Suspense fallback={<ProfileMenuView {...shared} credits={{ state: 'loading' }} />}>
        <Loaded {...shared} credits={credits} />
      </Suspense>
    </CreditsBoundary>
  )
}

function Loaded({ credits, ...shared }: Shared & { credits: Promise<CreditsSummary> }) {
  const ready: CreditsState = { state: 'ready', summary: use(credits) }
  return <ProfileMenuView {...shared} credits={ready} />
}

const CreditsBoundary = catchError<Shared>((shared, { retry }) => (
  <ProfileMenuView {...shared} credits={{ state: 'failed', retry }} />
))

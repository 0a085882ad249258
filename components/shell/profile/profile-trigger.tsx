'use client'

import { ChevronsUpDown } from 'lucide-react'
import { glanceLabel, summaryTone, tightest } from '@/components/credits/credit-labels'
import { UsageRing } from '@/components/credits/usage-ring'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import type { Soon } from '@/components/ui/loading/settled'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { MenuTrigger, type MenuTriggerProps } from '@/components/ui/overlays/menu-trigger'
import type { CreditsSummary } from '@/lib/billing/views'
import { initialsOf } from '@/lib/core/text/format'
import { type CreditsState, WithCredits } from '../credits-state'

export type ProfileMenuProps = {
  who: { name: string; email: string; image: string | null; role: string; workspaceName: string }
  /** Streams in after the page if it takes long. Null if it couldn't be read. */
  credits: Soon<CreditsSummary | null>
  /** Only the icon, for the top bar on phones. */
  compact?: boolean
}

type Props = Required<ProfileMenuProps> & Pick<MenuTriggerProps, 'ref' | 'open' | 'onOpen' | 'load'>

/** The profile icon with the balance as a ring around it and as text next to it. */
export function ProfileTrigger({ who, credits, compact, ...menu }: Props) {
  return (
    <MenuTrigger
      {...menu}
      className={cn(
        'flex items-center gap-3 text-left text-rail-ink transition-colors hover:bg-rail-strong aria-expanded:bg-rail-strong',
        compact ? 'rounded-full p-0.5' : 'w-full rounded-control p-2',
      )}
    >
      <WithCredits credits={credits}>
        {(state) => (
          <UsageRing used={ringOf(state)}>
            <Avatar name={who.name || who.email} image={who.image} />
          </UsageRing>
        )}
      </WithCredits>
      <span className={compact ? 'sr-only' : 'min-w-0 flex-1 text-sm leading-snug'}>
        <span className="block truncate font-medium">
          <span className="sr-only">Profile of </span>
          {who.name || who.email}
          <span className="sr-only">, </span>
        </span>
        <WithCredits credits={credits}>{(state) => <Glance credits={state} />}</WithCredits>
      </span>
      {!compact && <Icon of={ChevronsUpDown} className="size-4 shrink-0 text-rail-muted" />}
    </MenuTrigger>
  )
}

function Glance({ credits }: { credits: CreditsState }) {
  if (credits.state === 'loading') {
    return (
      <>
        <span className="sr-only">loading credits</span>
        <Skeleton className="mt-1 h-3.5 w-24 opacity-30" />
      </>
    )
  }
  return (
    <span className="block truncate text-rail-muted">
      {credits.state === 'failed' ? 'Could not load credits' : glanceLabel(credits.summary)}
    </span>
  )
}

function ringOf(credits: CreditsState) {
  if (credits.state !== 'ready') return null
  const { summary } = credits
  const line = summary.meters && tightest(summary.meters)
  const percent = line ? (line.used / Math.max(1, line.limit)) * 100 : summary.usage.percentUsed
  return { percent, tone: summaryTone(summary) }
}

function Avatar({ name, image }: { name: string; image: string | null }) {
  const look = 'grid size-7.5 place-items-center rounded-full bg-rail-strong text-xs font-semibold'
  if (!image) {
    return (
      <span className={look} aria-hidden="true">
        {initialsOf(name)}
      </span>
    )
  }
  // biome-ignore lint/performance/noImgElement: a small picture on the provider's server; there is nothing to optimize.
  return <img src={image} alt="" width={30} height={30} className={look} referrerPolicy="no-referrer" />
}

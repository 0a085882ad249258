'use client'

import { CircleHelp, Coins, LogOut, RotateCw, Settings, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { needsCredits, topUpLink } from '@/components/credits/credit-labels'
import { Menu, MenuItem, MenuLink, MenuList, MenuPopup, MenuSeparator } from '@/components/ui/overlays/menu'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { type CreditsState, WithCredits } from '../credits-state'
import { ProfileCredits } from './profile-credits'
import type { ProfileMenuProps } from './profile-trigger'
import { signOut } from './sign-out'
import { ThemeChoice } from './theme-choice'

type ProfilePopupProps = Required<ProfileMenuProps> & {
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: React.RefObject<HTMLElement | null>
}

/** R20-R23. The figures are above the menu, because a menu can only contain menu items. */
export default function ProfilePopup(props: ProfilePopupProps) {
  const { who, credits, compact, open, onOpenChange, anchor } = props
  const figuresId = useId()
  return (
    <Menu open={open} onOpenChange={onOpenChange}>
      <MenuPopup
        anchor={anchor}
        label="Profile"
        side={compact ? 'bottom' : 'top'}
        align={compact ? 'end' : 'start'}
        className="w-80"
      >
        <div className="space-y-4 px-3 pt-3 pb-2">
          <div className="min-w-0 text-sm">
            <p className="truncate font-semibold">{who.name || who.email}</p>
            <p className="truncate text-muted">
              {who.workspaceName} · {who.role}
            </p>
          </div>
          <WithCredits credits={credits}>
            {(state) => <ProfileCredits credits={state} figuresId={figuresId} />}
          </WithCredits>
        </div>
        <MenuList aria-label="Profile" aria-describedby={figuresId} className="outline-hidden">
          <WithCredits credits={credits}>{(state) => <CreditsAction credits={state} />}</WithCredits>
          <MenuSeparator />
          <ThemeChoice />
          <MenuSeparator />
          <MenuLink href="/profile">
            <UserRound aria-hidden="true" />
            Your profile
          </MenuLink>
          <MenuLink href="/workspace-settings">
            <Settings aria-hidden="true" />
            Settings
          </MenuLink>
          <MenuLink href="/help/credits">
            <CircleHelp aria-hidden="true" />
            How credits work
          </MenuLink>
          <MenuItem onClick={() => signOut()}>
            <LogOut aria-hidden="true" />
            Sign out
          </MenuItem>
        </MenuList>
      </MenuPopup>
    </Menu>
  )
}

const strong =
  'justify-center bg-brand font-medium text-on-brand data-highlighted:bg-brand-strong [&_svg]:text-on-brand'

/** The next step for credits: buy some when the bar is red, retry when they didn't load. */
function CreditsAction({ credits }: { credits: CreditsState }) {
  const router = useRouter()
  if (credits.state === 'loading') return null
  if (credits.state === 'failed') {
    return (
      <MenuItem onClick={() => router.refresh()} closeOnClick={false}>
        <RotateCw aria-hidden="true" />
        Retry
      </MenuItem>
    )
  }
  const { summary } = credits
  if (!needsCredits(summary)) {
    return (
      <MenuLink href={billingHref()}>
        <Coins aria-hidden="true" />
        {summary.meters ? 'Plan and limits' : 'Plan and credits'}
      </MenuLink>
    )
  }
  const { label, href } = topUpLink(summary)
  return (
    <MenuLink href={href} className={strong}>
      <Coins aria-hidden="true" />
      {label}
    </MenuLink>
  )
}

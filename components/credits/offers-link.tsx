'use client'

import { Coins, MessageCircleQuestion } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Icon } from '@/components/ui/icons/icon'

type OffersLinkProps = Omit<React.ComponentProps<typeof ButtonLink>, 'href' | 'onNavigate' | 'ref'> & {
  /** The view with plans and packs, for new tabs. */
  href: string
  /** This page with plans and packs open over it. */
  sheetHref: string
}

/** Opens plans and packs over the page, so that nobody loses their place. */
export function OffersLink({ href, sheetHref, ...rest }: OffersLinkProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <ButtonLink
      {...rest}
      href={href}
      aria-busy={pending || undefined}
      onNavigate={(event) => {
        event.preventDefault()
        start(() => router.push(sheetHref, { scroll: false }))
      }}
    />
  )
}

export type BuyLinkProps = {
  label: string
  href: string
  /** A member can only ask for credits. */
  asks: boolean
  size?: 'sm' | 'md'
  variant?: 'primary' | 'secondary'
  className?: string
  /** On the billing page: opens plans and packs over it. */
  sheetHref?: string
}

/** The link of `BuyButton`, as data. */
export function BuyLink({ label, asks, sheetHref, ...link }: BuyLinkProps) {
  const words = (
    <>
      <Icon of={asks ? MessageCircleQuestion : Coins} />
      {label}
    </>
  )
  return sheetHref ? (
    <OffersLink {...link} sheetHref={sheetHref}>
      {words}
    </OffersLink>
  ) : (
    <ButtonLink {...link}>{words}</ButtonLink>
  )
}

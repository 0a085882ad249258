'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { ButtonLink } from '@/components/ui/buttons/button'

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

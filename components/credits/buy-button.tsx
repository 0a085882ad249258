import { Coins, MessageCircleQuestion } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Icon } from '@/components/ui/icons/icon'
import type { CreditsSummary } from '@/lib/billing/views'
import { topUpLink } from './credit-labels'
import { OffersLink } from './offers-link'

type BuyButtonProps = Pick<CreditsSummary, 'nextStep' | 'meters'> & {
  size?: 'sm' | 'md'
  variant?: 'primary' | 'secondary'
  className?: string
  /** On the billing page: opens plans and packs over it. */
  sheetHref?: string
}

/** Buy credits, or what replaces it for this person and plan; the label says what it does (R22, R23). */
export function BuyButton({ nextStep, meters, sheetHref, ...looks }: BuyButtonProps) {
  const { label, href } = topUpLink({ nextStep, meters })
  const words = (
    <>
      <Icon of={nextStep === 'ask-admin' ? MessageCircleQuestion : Coins} />
      {label}
    </>
  )
  return sheetHref ? (
    <OffersLink href={href} sheetHref={sheetHref} {...looks}>
      {words}
    </OffersLink>
  ) : (
    <ButtonLink href={href} {...looks}>
      {words}
    </ButtonLink>
  )
}

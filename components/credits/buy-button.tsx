import { Coins, MessageCircleQuestion } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { CreditsSummary } from '@/lib/billing/views'
import { topUpLink } from './credit-labels'

type BuyButtonProps = Pick<CreditsSummary, 'nextStep' | 'meters'> & {
  size?: 'sm' | 'md'
  variant?: 'primary' | 'secondary'
  className?: string
}

/** Buy credits, or what replaces it for this person and plan; the label says what it does (R22, R23). */
export function BuyButton({ nextStep, meters, ...looks }: BuyButtonProps) {
  const { label, href } = topUpLink({ nextStep, meters })
  return (
    <ButtonLink href={href} {...looks}>
      {nextStep === 'ask-admin' ? <MessageCircleQuestion aria-hidden="true" /> : <Coins aria-hidden="true" />}
      {label}
    </ButtonLink>
  )
}

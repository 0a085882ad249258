import { Coins, MessageCircleQuestion } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { CreditsSummary } from '@/lib/billing/views'
import { wayOutLink } from './credit-labels'

type BuyButtonProps = Pick<CreditsSummary, 'wayOut' | 'meters'> & {
  size?: 'sm' | 'md'
  variant?: 'primary' | 'secondary'
  className?: string
}

/** Buy Credits, or what stands in its place for this person and this plan: it says what it does (R22, R23). */
export function BuyButton({ wayOut, meters, ...looks }: BuyButtonProps) {
  const { label, href } = wayOutLink({ wayOut, meters })
  return (
    <ButtonLink href={href} {...looks}>
      {wayOut === 'ask-admin' ? <MessageCircleQuestion aria-hidden="true" /> : <Coins aria-hidden="true" />}
      {label}
    </ButtonLink>
  )
}

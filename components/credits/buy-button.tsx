import type { CreditsSummary } from '@/lib/billing/views'
import { topUpLink } from './credit-labels'
import { BuyLink, type BuyLinkProps } from './offers-link'

type BuyButtonProps = Pick<CreditsSummary, 'nextStep' | 'meters'> &
  Omit<BuyLinkProps, 'label' | 'href' | 'asks'>

/** Buy credits, or what replaces it for this person and plan; the label says what it does (R22, R23). */
export function BuyButton({ nextStep, meters, ...look }: BuyButtonProps) {
  return <BuyLink {...buyLink({ nextStep, meters })} {...look} />
}

/** What its link says and where it leads. */
export const buyLink = (of: Pick<CreditsSummary, 'nextStep' | 'meters'>) => ({
  ...topUpLink(of),
  asks: of.nextStep === 'ask-admin',
})

import type { BadgeTone } from '@/components/ui/badge'
import type { Payment } from '@/lib/billing/payments/refunds/list-payments'
import { countOf, formatCredits, formatNumber } from '@/lib/core/text/format'
import type { OperatorRefund } from '@/lib/operators/refunds/request-refund'

export const refundLabels: Record<OperatorRefund['status'], { label: string; tone: BadgeTone }> = {
  waiting: { label: 'Needs approval', tone: 'warn' },
  approved: { label: 'Approved', tone: 'neutral' },
  requested: { label: 'Sent', tone: 'good' },
  rejected: { label: 'Rejected', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'bad' },
}

/** What a refund of this amount does to the credits (R18), in words. */
export function creditsAfterRefund(
  { pack, amountCents, refundedCents }: Pick<Payment, 'pack' | 'amountCents' | 'refundedCents'>,
  cents: number,
): string {
  if (!pack)
    return 'The plan and its allowance stay as they are. End the plan, or remove credits with an adjustment.'
  const { credits, unspentCredits } = pack
  const shareOf = (part: number) =>
    part >= amountCents ? credits : Math.floor((credits * part) / amountCents)
  const due = shareOf(refundedCents + cents) - shareOf(refundedCents)
  const taken = Math.min(due, unspentCredits)
  const short = due - taken
  const spent =
    short > 0
      ? ` ${countOf(short, 'credit')} of the share ${short === 1 ? 'was' : 'were'} already spent or expired, and the balance doesn’t go below zero.`
      : ''
  return `${formatCredits(taken)} of the pack’s ${formatNumber(credits)} will be removed when Stripe confirms the refund.${spent}`
}

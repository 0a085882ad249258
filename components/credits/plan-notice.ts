import type { PlanCard } from '@/lib/billing/views'
import { formatNumber } from '@/lib/core/text/format'

/** Separate from credit-labels.ts, which every page loads; few pages load these. */
const spendingMessages: Record<Exclude<PlanCard['spending'], 'open'>, string> = {
  'trial-ended': 'Your trial has ended. Your work is saved. Subscribe to continue.',
  canceled: 'Your plan has ended. Your work is saved. Subscribe to continue.',
  overdue: 'Your last payment didn’t go through. Pay the invoice to get your credits.',
}

export type PlanNotice = { title: string; text: string }

/**
 * Why a plan does not give its credits right now, and what to do: an ended trial or plan, a payment, a pause (R19). Null
 * when everything is paid.
 */
export function planNotice(plan: PlanCard): PlanNotice | null {
  if (plan.unfunded === 'first-payment-processing' || plan.unfunded === 'first-payment-failed')
    return unfundedNotice(plan.unfunded, plan)
  if (plan.spending === 'overdue') return { title: 'Payment past due', text: spendingMessages.overdue }
  if (plan.spending !== 'open')
    return { title: 'Credits can’t be used', text: spendingMessages[plan.spending] }
  return plan.unfunded && unfundedNotice(plan.unfunded, plan)
}

function unfundedNotice(
  reason: NonNullable<PlanCard['unfunded']>,
  { mode, creditsOnPayment }: PlanCard,
): PlanNotice {
  const gives = mode === 'credits' ? 'credits' : 'monthly limits'
  const rest =
    creditsOnPayment > 0
      ? `${formatNumber(creditsOnPayment)} more credits are`
      : `The rest of your ${gives} is`
  switch (reason) {
    case 'first-payment-processing':
      return {
        title: 'Payment processing',
        text: 'Your first payment is being processed. Your plan starts when it arrives. Bank debits can take up to five business days.',
      }
    case 'first-payment-failed':
      return {
        title: 'First payment failed',
        text: 'Your first payment didn’t go through. Pay the invoice to start your plan.',
      }
    case 'renewal-processing':
      return {
        title: 'Renewal payment pending',
        text: `Your renewal payment hasn’t arrived yet. ${rest} added when it does. Bank debits can take up to five business days.`,
      }
    case 'collection-paused':
      return {
        title: 'Billing paused',
        text: `Billing for your plan is paused. New cycles don’t include ${gives} until billing resumes and an invoice is paid. Contact us to resume it.`,
      }
    case 'paused':
      return {
        title: 'Plan paused',
        text: `Your plan is paused. New cycles don’t include ${gives}. Add a payment method, then ask us to resume it.`,
      }
    case 'written-off':
      return {
        title: 'This cycle is unpaid',
        text: `The invoice for this cycle was closed without payment. You’ll get ${gives} again with your next paid invoice.`,
      }
  }
}

import type { PlanCard } from '@/lib/billing/views'
import { formatNumber } from '@/lib/core/text/format'

/** Apart from the other sentences about credits: every page carries those, and few carry these. */
const spendingWords: Record<Exclude<PlanCard['spending'], 'open'>, string> = {
  'trial-ended': 'Your trial has ended. Everything you made stays; subscribe to go on.',
  cancelled: 'Your plan has ended. Everything you made stays; subscribe to go on.',
  overdue: 'Your last payment did not go through. Pay the invoice to get your credits.',
}

export type PlanNotice = { title: string; text: string }

/**
 * What stands between a plan and what it gives, and what to do: an ended trial or plan, a payment, a pause (R19). Null when
 * everything is paid for.
 */
export function planNotice(plan: PlanCard): PlanNotice | null {
  if (plan.unfunded === 'first-payment-processing' || plan.unfunded === 'first-payment-failed')
    return unfundedNotice(plan.unfunded, plan)
  if (plan.spending === 'overdue') return { title: 'Payment overdue', text: spendingWords.overdue }
  if (plan.spending !== 'open') return { title: 'Nothing can be spent', text: spendingWords[plan.spending] }
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
        text: 'Your first payment is being processed. Your plan starts when it arrives. A bank debit can take up to five business days.',
      }
    case 'first-payment-failed':
      return {
        title: 'First payment failed',
        text: "Your first payment didn't go through. Pay the invoice to start your plan.",
      }
    case 'renewal-processing':
      return {
        title: 'Renewal payment pending',
        text: `Your renewal payment hasn't arrived yet. ${rest} added when it does. A bank debit can take up to five business days.`,
      }
    case 'collection-paused':
      return {
        title: 'Billing paused',
        text: `Billing for your plan is paused. New cycles get no ${gives} until billing resumes and an invoice is paid. Contact us to resume it.`,
      }
    case 'paused':
      return {
        title: 'Plan paused',
        text: `Your plan is paused. New cycles get no ${gives}. Add a payment method, then ask us to resume it.`,
      }
    case 'written-off':
      return {
        title: 'This cycle was not paid for',
        text: `The invoice for this cycle was closed without payment. You get ${gives} again with your next paid invoice.`,
      }
  }
}

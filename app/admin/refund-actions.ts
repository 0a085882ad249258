'use server'

import { operatorAction } from '@/app/_lib/actions/operator-action'
import { Refusal } from '@/lib/core/errors'
import {
  DecideRefundInput,
  decideRefund,
  type OperatorRefund,
  RequestRefundInput,
  requestRefund,
} from '@/lib/operators/refunds/request-refund'

export const refundWorkspacePayment = operatorAction(
  'refundWorkspacePayment',
  { input: RequestRefundInput, revalidate: '/admin' },
  async (operator, input) => ({ message: messageFor(await requestRefund(operator, input)) }),
)

export const decidePaymentRefund = operatorAction(
  'decidePaymentRefund',
  { input: DecideRefundInput, revalidate: '/admin' },
  async (operator, input) => ({ message: messageFor(await decideRefund(operator, input)) }),
)

/** @throws Refusal `refund.failed` if Stripe refused it */
function messageFor({ status, refusal }: OperatorRefund): string {
  if (status === 'failed') throw new Refusal('refund.failed', `Nothing was refunded. ${refusal}`)
  if (status === 'waiting') return 'Requested. Another operator needs to approve it on the Approvals page.'
  if (status === 'rejected') return 'Rejected. Nothing was refunded.'
  if (status === 'approved') return 'Approved. We’ll send it to Stripe within a minute.'
  return 'Refund sent to Stripe. Credits follow when Stripe confirms it.'
}

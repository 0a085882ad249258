import { Badge } from '@/components/ui/badge'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { Payment } from '@/lib/billing/payments/refunds/list-payments'
import { formatMoney } from '@/lib/core/text/format'
import type { OperatorRefund } from '@/lib/operators/refunds/request-refund'
import { Instant } from '../instant'
import { RefundDialog } from './refund-dialog'
import { refundLabels } from './refund-labels'

type Props = {
  workspaceId: number
  /** Each with the id of its next refund. */
  payments: (Payment & { refundId: string })[]
  refunds: OperatorRefund[]
  refund: FormAction
  /** "$500": above it, refunds of a day need a second operator. */
  aloneLimit: string
}

/** A workspace's payments at Stripe, what was refunded of each, and the refunds that operators requested. */
export function PaymentList({ workspaceId, payments, refunds, refund, aloneLimit }: Props) {
  if (payments.length === 0) return <p className="text-sm text-muted">No payments yet.</p>
  return (
    <>
      <Table label="Payments">
        <caption className="sr-only">Payments, newest first</caption>
        <thead>
          <tr>
            <Th>Paid</Th>
            <Th>For</Th>
            <Th className="text-right">Amount</Th>
            <Th className="text-right">Refunded</Th>
            <Th>
              <span className="sr-only">Refund</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {payments.map(({ refundId, ...payment }) => (
            <tr key={payment.chargeId}>
              <Td>
                <Instant at={payment.at} />
              </Td>
              <Td>{payment.what}</Td>
              <Td className="text-right">{formatMoney(payment.amountCents, payment.currency)}</Td>
              <Td className="text-right">
                {payment.refundedCents > 0 ? formatMoney(payment.refundedCents, payment.currency) : 'None'}
              </Td>
              <Td className="text-right">
                {payment.isDisputed ? (
                  <Badge tone="warn">Disputed</Badge>
                ) : payment.refundableCents === 0 ? (
                  <Badge>Refunded</Badge>
                ) : (
                  <RefundDialog
                    key={refundId}
                    workspaceId={workspaceId}
                    payment={payment}
                    refundId={refundId}
                    action={refund}
                    aloneLimit={aloneLimit}
                  />
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {refunds.length > 0 && (
        <ul className="mt-4 grid gap-2 border-t border-line pt-4 text-sm">
          {refunds.map((one) => (
            <li key={one.id} className="break-words">
              <Instant at={one.requestedAt} />: {formatMoney(one.amountCents, one.currency)} for {one.what}{' '}
              <Badge tone={refundLabels[one.status].tone}>{refundLabels[one.status].label}</Badge>
              <span className="block text-muted">
                {one.reason}
                {one.refusal && ` ${one.refusal}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

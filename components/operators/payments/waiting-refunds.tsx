import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatMoney } from '@/lib/core/text/format'
import type { OperatorRefund } from '@/lib/operators/refunds/request-refund'
import { ApproveOrReject } from '../approve-or-reject'
import { Instant } from '../instant'

type Props = {
  /** Each with the mark that an approval must match. */
  waiting: (OperatorRefund & { mark: string })[]
  operatorId: number
  decide: FormAction
}

/** Large refunds that need approval from a second operator. */
export function WaitingRefunds({ waiting, operatorId, decide }: Props) {
  if (waiting.length === 0) return null
  return (
    <Card aria-labelledby="refunds-title" className="mb-6">
      <CardHeader
        id="refunds-title"
        title="Refunds to approve"
        description="You can’t approve your own requests."
      />
      <ul className="divide-y divide-line">
        {waiting.map((refund) => {
          const { workspaceId, id, mark, what, reason, status } = refund
          const money = formatMoney(refund.amountCents, refund.currency)
          return (
            <li key={id} className="grid gap-3 py-4 first:pt-0 last:pb-0">
              <p className="break-words">
                <span className="font-semibold">{money}</span> for {what}, workspace {workspaceId}: {reason}
              </p>
              <p className="text-sm text-muted">
                Requested <Instant at={refund.requestedAt} />
              </p>
              {status === 'approved' ? (
                <p className="text-sm text-muted">Approved. It is sent to Stripe within a minute.</p>
              ) : refund.requestedBy === operatorId ? (
                <p className="text-sm text-muted">
                  You requested this. Another operator needs to approve it.
                </p>
              ) : (
                <ApproveOrReject
                  decide={decide}
                  hidden={{ workspaceId, id, seen: mark }}
                  about={`refund of ${money} for workspace ${workspaceId}`}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

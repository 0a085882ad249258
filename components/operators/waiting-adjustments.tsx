import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatSigned } from '@/lib/core/text/format'
import type { Adjustment } from '@/lib/operators/workspaces/adjust-credits'
import { ApproveOrReject } from './approve-or-reject'
import { Instant } from './instant'

type WaitingProps = {
  /** Each with the mark that an approval must match. */
  waiting: (Adjustment & { mark: string })[]
  operatorId: number
  decide: FormAction
}

/** Large adjustments that need approval from a second operator. */
export function WaitingAdjustments({ waiting, operatorId, decide }: WaitingProps) {
  if (waiting.length === 0) return null
  return (
    <Card aria-labelledby="waiting-title" className="mb-6">
      <CardHeader
        id="waiting-title"
        title="Adjustments to approve"
        description="You can’t approve your own requests."
      />
      <ul className="divide-y divide-line">
        {waiting.map((adjustment) => (
          <li key={adjustment.id} className="grid gap-3 py-4 first:pt-0 last:pb-0">
            <p>
              <span className="font-semibold">{formatSigned(adjustment.credits)} credits</span> for workspace{' '}
              {adjustment.workspaceId}: {adjustment.reason}
            </p>
            <p className="text-sm text-muted">
              Requested <Instant at={adjustment.requestedAt} />
            </p>
            {adjustment.requestedBy === operatorId ? (
              <p className="text-sm text-muted">You requested this. Another operator needs to approve it.</p>
            ) : (
              <ApproveOrReject
                decide={decide}
                hidden={{ workspaceId: adjustment.workspaceId, id: adjustment.id, seen: adjustment.mark }}
                about={`${formatSigned(adjustment.credits)} credits for workspace ${adjustment.workspaceId}`}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

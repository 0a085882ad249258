import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatSigned } from '@/lib/core/text/format'
import type { Adjustment } from '@/lib/operators/workspaces/adjust-credits'
import { Instant } from './instant'

type WaitingProps = {
  /** Each with the mark that an approval names. */
  waiting: (Adjustment & { mark: string })[]
  operatorId: number
  decide: FormAction
}

/** Large adjustments wait for a second pair of eyes. */
export function WaitingAdjustments({ waiting, operatorId, decide }: WaitingProps) {
  if (waiting.length === 0) return null
  return (
    <Card aria-labelledby="waiting-title" className="mb-6">
      <CardHeader
        id="waiting-title"
        title="Waiting for a second operator"
        description="You cannot approve your own request."
      />
      <ul className="divide-y divide-line">
        {waiting.map((one) => (
          <li key={one.id} className="grid gap-3 py-4 first:pt-0 last:pb-0">
            <p>
              <span className="font-semibold">{formatSigned(one.credits)} credits</span> for workspace{' '}
              {one.workspaceId}: {one.reason}
            </p>
            <p className="text-sm text-muted">
              Requested <Instant at={one.requestedAt} />
            </p>
            {one.requestedBy === operatorId ? (
              <p className="text-sm text-muted">You requested this. Another operator has to approve it.</p>
            ) : (
              <div className="flex flex-wrap gap-3">
                {(['approve', 'reject'] as const).map((decision) => (
                  <ActionForm
                    key={decision}
                    action={decide}
                    hidden={{ workspaceId: one.workspaceId, id: one.id, seen: one.mark, decision }}
                    submit={decision === 'approve' ? 'Approve' : 'Reject'}
                    submitLabel={`${decision === 'approve' ? 'Approve' : 'Reject'} ${formatSigned(one.credits)} credits for workspace ${one.workspaceId}`}
                    variant={decision === 'approve' ? 'primary' : 'secondary'}
                    size="sm"
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

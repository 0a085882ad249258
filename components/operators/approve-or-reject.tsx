import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'

type ApproveOrRejectProps = {
  decide: FormAction
  /** Identifies the request as it is shown: an approval applies to exactly this request. */
  hidden: { workspaceId: number; id: string; seen: string }
  /** What is approved or rejected, for screen readers: "200 credits for workspace 4". */
  about: string
}

/** The second operator's two buttons. */
export function ApproveOrReject({ decide, hidden, about }: ApproveOrRejectProps) {
  return (
    <div className="flex flex-wrap gap-3">
      {(['approve', 'reject'] as const).map((decision) => {
        const label = decision === 'approve' ? 'Approve' : 'Reject'
        return (
          <ActionForm
            key={decision}
            action={decide}
            hidden={{ ...hidden, decision }}
            submit={label}
            submitLabel={`${label} ${about}`}
            variant={decision === 'approve' ? 'primary' : 'secondary'}
            size="sm"
          />
        )
      })}
    </div>
  )
}

import { randomUUID } from 'node:crypto'
import { summaryOf } from '@/app/_lib/credits'
import { WorkEnded } from '@/components/paid-work/work-ended'
import { WorkProgress } from '@/components/paid-work/work-progress'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { quote } from '@/lib/metering/metered'
import type { WorkKind } from '@/lib/paid-work/tables'
import type { WorkView } from '@/lib/paid-work/view'
import type { Membership } from '@/lib/workspaces/members/membership'

type Props = {
  workspace: Membership
  kind: WorkKind
  view: Pick<WorkView, 'id' | 'status' | 'progressPercent' | 'failure'>
  section: string
  steps: { untilPercent: number; words: string }[]
  cancel: FormAction
  retry: FormAction
  /** The rate card action of a retry. */
  action: ActionKey
  /** A link for work that ended without a result. */
  change?: { href: string; label: string }
}

/** What the pages of all kinds share: progress while it is made, or why it ended without a result. */
export async function WorkState({
  workspace,
  kind,
  view,
  section,
  steps,
  cancel,
  retry,
  action,
  change,
}: Props): Promise<React.ReactNode> {
  const { id, status, progressPercent, failure } = view
  if (status === 'ready') return null
  if (status === 'queued' || status === 'running') {
    return (
      <WorkProgress
        key={id}
        id={id}
        href={`/api/work/${kind}/${id}/progress`}
        name={kind}
        section={section}
        steps={steps}
        initial={{ status, progressPercent }}
        cancel={cancel}
      />
    )
  }
  const [price, { nextStep }] = await Promise.all([quote(workspace, action), summaryOf(workspace)])
  return (
    <WorkEnded
      key={id}
      id={id}
      name={kind}
      status={status}
      failure={failure}
      retry={{ action: retry, requestId: randomUUID(), quote: price, nextStep }}
      change={change}
    />
  )
}

import { randomUUID } from 'node:crypto'
import { CaseState } from '@/components/paid-work/problems/case-state'
import { ReportProblemForm } from '@/components/paid-work/problems/report-problem-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { readCaseOfWork } from '@/lib/paid-work/report-problem'
import type { WorkKind } from '@/lib/paid-work/tables'
import type { Membership } from '@/lib/workspaces/members/membership'

type Props = {
  workspace: Membership
  kind: WorkKind
  id: string
  /** Why its credits were refunded; null if they weren’t. */
  givenBackFor: string | null
  action: FormAction
}

/** Below a finished result: its reported problem with our answer, its refund, and the form that reports one. */
export async function ProblemState({ workspace, kind, id, givenBackFor, action }: Props) {
  const found = await readCaseOfWork(workspace, kind, id)
  return (
    <div className="grid gap-4 print:hidden">
      {found && <CaseState found={found} timeZone={workspace.timeZone} />}
      {givenBackFor && <p className="text-sm text-muted">{givenBackFor} The credits were refunded.</p>}
      {found?.status !== 'open' && !givenBackFor && (
        <ReportProblemForm key={found?.id} id={id} caseId={randomUUID()} action={action} />
      )}
    </div>
  )
}

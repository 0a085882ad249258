import { Card, CardHeader } from '@/components/ui/card'
import { RenameForm } from '@/components/workspace/rename-form'
import { can } from '@/lib/auth/permissions'
import type { Membership } from '@/lib/workspaces/membership'
import { rename } from './general-actions'

export function GeneralTab({ workspace }: { workspace: Membership }) {
  const { workspaceName, timeZone, role } = workspace
  return (
    <Card aria-labelledby="general-title">
      <CardHeader id="general-title" title="Workspace" />
      {can(role, 'workspace.manage') ? (
        <RenameForm action={rename} name={workspaceName} />
      ) : (
        <p>
          {workspaceName}
          <span className="block text-sm text-muted">Only an owner or admin can rename the workspace.</span>
        </p>
      )}
      <dl className="mt-6 grid gap-4 border-t border-line pt-5 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-muted">Time zone</dt>
          <dd className="font-medium">{timeZone.replaceAll('_', ' ')}</dd>
        </div>
        <div>
          <dt className="text-muted">Your role</dt>
          <dd className="font-medium capitalize">{role}</dd>
        </div>
      </dl>
    </Card>
  )
}

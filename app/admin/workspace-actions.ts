'use server'

import { operatorAction } from '@/app/_lib/actions/operator-action'
import { countOf } from '@/lib/core/text/format'
import { RestoreWorkspaceInput, restoreWorkspace } from '@/lib/operators/workspaces/restore-workspace'

export const restoreDeletedWorkspace = operatorAction(
  'restoreDeletedWorkspace',
  { input: RestoreWorkspaceInput, revalidate: '/admin/workspaces' },
  async (operator, input) => {
    const { name, members } = await restoreWorkspace(operator, input)
    return { message: `${name} is restored. We emailed ${countOf(members, 'member')}.` }
  },
)

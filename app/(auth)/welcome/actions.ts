'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/person-action'
import { openWorkspace } from '@/lib/workspaces/open-workspace'
import { TimeZone } from '@/lib/workspaces/time-zone'
import { WorkspaceName } from '@/lib/workspaces/workspace-name'

export const openOwnWorkspace = personAction(
  { where: 'action:openOwnWorkspace', input: z.object({ name: WorkspaceName, timeZone: TimeZone }) },
  async ({ id }, input) => {
    await openWorkspace({ userId: id, ...input })
    return { redirectTo: '/dashboard' }
  },
)

'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { PLANS_HREF } from '@/lib/metering/refusals'
import { countMember } from '@/lib/rate-limits/count-member'
import { openWorkspace, WorkspaceName } from '@/lib/workspaces/open-workspace'
import { TimeZone } from '@/lib/workspaces/time-zone/change-time-zone'

export const openOwnWorkspace = personAction(
  'openOwnWorkspace',
  { input: z.object({ name: WorkspaceName, timeZone: TimeZone }) },
  async ({ id }, input) => {
    await countMember({ userId: id }, 'workspace')
    const { trial } = await openWorkspace({ userId: id, ...input })
    // Without a trial, nothing can be created before choosing a plan.
    return { redirectTo: trial ? '/dashboard' : PLANS_HREF }
  },
)

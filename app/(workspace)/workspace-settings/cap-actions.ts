'use server'

import { workspaceAction } from '@/app/_lib/workspace-action'
import { CapInput, setCap } from '@/lib/workspaces/set-cap'

export const limitSpending = workspaceAction(
  { input: CapInput, permission: 'caps.manage', revalidate: ['/workspace-settings'] },
  async (ctx, input) => {
    await setCap(ctx, input)
    return { message: input.mostCredits === null ? 'There is no cap any more.' : 'The cap is set.' }
  },
)

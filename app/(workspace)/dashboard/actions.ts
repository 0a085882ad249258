'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { dismissStep, StepInput } from '@/lib/dashboard/dismiss-step'

export const dismissFirstStep = workspaceAction(
  'dismissFirstStep',
  { input: StepInput, permission: 'workspace.manage', revalidate: ['/dashboard'] },
  async (ctx, input) => {
    await dismissStep(ctx, input)
    return { message: 'Step dismissed for everyone in the workspace.' }
  },
)

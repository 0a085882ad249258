'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { renameWorkspace } from '@/lib/workspaces/rename-workspace'
import { WorkspaceName } from '@/lib/workspaces/workspace-name'

export const rename = workspaceAction(
  {
    input: z.object({ name: WorkspaceName }),
    permission: 'workspace.manage',
    revalidate: ['/workspace-settings'],
  },
  async (ctx, { name }) => {
    await renameWorkspace(ctx, name)
    return { message: 'Saved.' }
  },
)

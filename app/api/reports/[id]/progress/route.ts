import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { reportProgress } from '@/lib/reports/get-report'

/** How far a report is; its page asks until it is finished. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => reportProgress(ctx, id),
)

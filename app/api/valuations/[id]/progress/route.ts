import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { valuationProgress } from '@/lib/valuations/get-valuation'

/** How far a valuation is; its page asks until it is finished. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => valuationProgress(ctx, id),
)

import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { campaignProgress } from '@/lib/campaigns/get-campaign'

/** How far a campaign is; its page asks until it is finished. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => campaignProgress(ctx, id),
)

import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { getCampaignProgress } from '@/lib/campaigns/get-campaign'
import { readProgress } from '@/lib/paid-work/rows'
import { paidWork } from '@/lib/paid-work-kinds/registry'

const Input = z.object({ kind: z.enum(['report', 'valuation', 'image', 'campaign']), id: z.uuid() })

/** The progress of a piece of work. Its page polls this until the work is finished. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (ctx, { kind, id }) =>
    kind === 'campaign' ? getCampaignProgress(ctx, id) : readProgress(paidWork[kind], ctx, id),
)

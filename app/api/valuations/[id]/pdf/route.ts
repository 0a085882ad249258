import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { getValuation } from '@/lib/valuations/get-valuation'
import { valuationPdfResponse } from '@/lib/valuations/pdf/pdf-response'

/** A finished valuation of the member's workspace as a PDF. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'pdf', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => {
    const valuation = await getValuation(ctx, id)
    return valuationPdfResponse(ctx, { ...valuation, madeAt: valuation.finishedAt ?? valuation.createdAt })
  },
)

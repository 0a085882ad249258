import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { getReport } from '@/lib/reports/get-report'
import { reportPdfResponse } from '@/lib/reports/pdf/pdf-response'

/** A finished report of the member's workspace as a PDF. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'pdf', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => {
    const { result, authorId, finishedAt, createdAt } = await getReport(ctx, id)
    return reportPdfResponse(ctx, { result, authorId, madeAt: finishedAt ?? createdAt })
  },
)

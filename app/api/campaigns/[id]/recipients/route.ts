import { z } from 'zod'
import { textStream } from '@/app/_lib/routes/text-stream'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { exportRecipients } from '@/lib/campaigns/results/export-recipients'
import { recipientFilters } from '@/lib/campaigns/shared/outcomes'
import { downloadName, fileHeaders } from '@/lib/core/text/attachment'
import { streamInSlot } from '@/lib/rate-limits/slots'

const Input = z.object({ id: z.uuid(), show: z.enum(recipientFilters).optional().catch(undefined) })

/** The recipients of a campaign with what happened to their emails, as a CSV file: all, or those of a filter. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: Input, recentSignIn: true },
  async (ctx, { id, show }) => {
    const { name, chunks } = await exportRecipients(ctx, id, show)
    return new Response(textStream(await streamInSlot('export.workspace', ctx.workspaceId, chunks)), {
      headers: fileHeaders(downloadName(`${name} ${show ?? 'recipients'}`, 'csv'), 'text/csv; charset=utf-8'),
    })
  },
)

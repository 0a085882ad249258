import { byteStream } from '@/app/_lib/routes/text-stream'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { readMarketNow } from '@/db/product-time'
import { dayInName, downloadName, fileHeaders } from '@/lib/core/text/attachment'
import { streamInSlot } from '@/lib/rate-limits/slots'
import { exportWorkspace } from '@/lib/retention/export/export-workspace'

/** All data of the workspace as a ZIP file, streamed while it is read. */
export const GET = workspaceRoute(
  { permission: 'workspace.export', limit: 'workspace-export', input: noInput },
  async (ctx) =>
    new Response(byteStream(await streamInSlot('export.workspace', ctx.workspaceId, exportWorkspace(ctx))), {
      headers: fileHeaders(
        downloadName(`${ctx.workspaceName} ${dayInName(await readMarketNow(), ctx.timeZone)}`, 'zip'),
        'application/zip',
      ),
    }),
)

import { textStream } from '@/app/_lib/routes/text-stream'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { readMarketNow } from '@/db/product-time'
import { exportContacts } from '@/lib/contacts/export-contacts'
import { dayInName, downloadName, fileHeaders } from '@/lib/core/text/attachment'
import { streamInSlot } from '@/lib/rate-limits/slots'

/** All contacts as a CSV file, streamed while it is read. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: noInput, recentSignIn: true },
  async (ctx) =>
    new Response(textStream(await streamInSlot('export.workspace', ctx.workspaceId, exportContacts(ctx))), {
      headers: fileHeaders(
        downloadName(`Contacts ${dayInName(await readMarketNow(), ctx.timeZone)}`, 'csv'),
        'text/csv; charset=utf-8',
      ),
    }),
)

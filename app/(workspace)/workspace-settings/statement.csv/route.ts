import { z } from 'zod'
import { textStream } from '@/app/_lib/routes/text-stream'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { readMarketNow } from '@/db/product-time'
import { statementCsv } from '@/lib/billing/statement/statement-csv'
import { readStatementFilters } from '@/lib/billing/statement/statement-filters'
import { dayInName, downloadName, fileHeaders } from '@/lib/core/text/attachment'
import { streamInSlot } from '@/lib/rate-limits/slots'

/** Streams the statement as a CSV file, with the same filters as the page. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: z.record(z.string(), z.unknown()) },
  async (ctx, query) =>
    new Response(
      textStream(
        await streamInSlot(
          'export.workspace',
          ctx.workspaceId,
          statementCsv(ctx, readStatementFilters(query)),
        ),
      ),
      {
        headers: fileHeaders(
          downloadName(`Credit statement ${dayInName(await readMarketNow(), ctx.timeZone)}`, 'csv'),
          'text/csv; charset=utf-8',
        ),
      },
    ),
)

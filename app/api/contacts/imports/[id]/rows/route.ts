import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { importRowsFile } from '@/lib/contacts/import/import-rows-file'

/** The result of each row of an imported file, as CSV. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) =>
    new Response(await importRowsFile(ctx, id), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="import-rows.csv"',
        'Cache-Control': 'private, no-store',
      },
    }),
)

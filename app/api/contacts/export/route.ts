import { textStream } from '@/app/_lib/text-stream'
import { noInput, workspaceRoute } from '@/app/_lib/workspace-route'
import { exportContacts } from '@/lib/contacts/export-contacts'
import { piecesInSlot } from '@/lib/limits-of-use/slots'

/** All contacts as a file, sent while it is read. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: noInput, recentSignIn: true },
  async (ctx) =>
    new Response(textStream(await piecesInSlot('export.workspace', ctx.workspaceId, exportContacts(ctx))), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="contacts.csv"',
        'Cache-Control': 'private, no-store',
      },
    }),
)

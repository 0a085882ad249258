import { textStream } from '@/app/_lib/text-stream'
import { noInput, workspaceRoute } from '@/app/_lib/workspace-route'
import { exportContacts } from '@/lib/contacts/export-contacts'

/** All contacts as a file, sent while it is read. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: noInput, recentSignIn: true },
  async (ctx) =>
    new Response(textStream(exportContacts(ctx)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="contacts.csv"',
        'Cache-Control': 'private, no-store',
      },
    }),
)

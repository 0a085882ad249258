import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { notFound } from '@/lib/core/errors'
import { isFileName, mediaTypeOf } from '@/lib/files/file-name'
import { openFile } from '@/lib/files/files'

/** A file of the member's workspace. Its name is a hash of its content, so browsers can cache it forever. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: z.object({ name: z.string().refine(isFileName) }) },
  async ({ workspaceId }, { name }) => {
    const file = await openFile(workspaceId, name)
    if (!file) throw notFound('file')
    return new Response(file.stream, {
      headers: {
        'Content-Type': mediaTypeOf(name),
        ...(file.sizeBytes === null ? {} : { 'Content-Length': String(file.sizeBytes) }),
        'Content-Disposition': 'inline',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=31536000, immutable',
      },
    })
  },
)

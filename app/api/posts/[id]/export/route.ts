import { z } from 'zod'
import { byteStream } from '@/app/_lib/routes/text-stream'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { fileHeaders } from '@/lib/core/text/attachment'
import { zipPost } from '@/lib/posts/export/zip-post'
import { PostId } from '@/lib/posts/post-input'
import { streamInSlot } from '@/lib/rate-limits/slots'

/** A post with its pictures as a ZIP file, for publishing manually. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: z.object({ id: PostId }) },
  async (ctx, { id }) => {
    const { name, pieces } = await zipPost(ctx, id)
    return new Response(byteStream(await streamInSlot('export.workspace', ctx.workspaceId, pieces)), {
      headers: fileHeaders(name, 'application/zip'),
    })
  },
)

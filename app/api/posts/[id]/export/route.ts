import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { notFound } from '@/lib/core/errors'
import { fileHeaders } from '@/lib/core/text/attachment'
import { exportPost } from '@/lib/posts/get-post'
import { PostId } from '@/lib/posts/post-input'

/** A post as a file, for publishing manually. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: z.object({ id: PostId }) },
  async (ctx, { id }) => {
    const delivery = await exportPost(ctx, id)
    if (delivery.kind !== 'file') throw notFound('post')
    return new Response(delivery.text, { headers: fileHeaders(delivery.name, delivery.mediaType) })
  },
)

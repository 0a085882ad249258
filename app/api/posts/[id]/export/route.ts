import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { notFound } from '@/lib/core/errors'
import { fileHeaders } from '@/lib/core/text/attachment'
import { exportPost } from '@/lib/posts/get-post'
import { PostId } from '@/lib/posts/post-input'

/** A post as a file, to be put on the networks by hand. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', limit: 'export', input: z.object({ id: PostId }) },
  async (ctx, { id }) => {
    const handed = await exportPost(ctx, id)
    if (handed.kind !== 'file') throw notFound('post')
    return new Response(handed.text, { headers: fileHeaders(handed.name, handed.mediaType) })
  },
)

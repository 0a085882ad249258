import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { imageProgress } from '@/lib/images/get-image'

/** How far an image is; its page asks until it is finished. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => imageProgress(ctx, id),
)

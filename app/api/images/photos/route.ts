import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { MOST_PHOTO_BYTES } from '@/lib/images/photos/read-photo'
import { savePhoto } from '@/lib/images/photos/save-photo'

/** Receives a photo as the request body; its type is detected from its content. */
export const POST = workspaceRoute(
  { permission: 'content.create', limit: 'upload', input: noInput },
  async (ctx, _input, request) => savePhoto(ctx, await limitedBytes(request, MOST_PHOTO_BYTES)),
)

import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { fileHref } from '@/lib/files/files'
import { keepEmailPicture, MOST_PICTURE_BYTES } from '@/lib/templates/email-picture'

/** Receives a picture for an email as the request body; its type is detected from its content. */
export const POST = workspaceRoute(
  { permission: 'templates.write', limit: 'upload', input: noInput },
  async ({ workspaceId }, _input, request) => {
    const { name } = await keepEmailPicture(workspaceId, await limitedBytes(request, MOST_PICTURE_BYTES))
    return { name, href: fileHref(name) }
  },
)

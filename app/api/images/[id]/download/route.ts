import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { fileHeaders } from '@/lib/core/text/attachment'
import { downloadFormats, downloadImage } from '@/lib/images/download-image'

/** A finished image as a file in the requested format. */
export const GET = workspaceRoute(
  {
    permission: 'workspace.read',
    limit: 'export',
    input: z.object({ id: z.uuid(), as: z.enum(downloadFormats) }),
  },
  async (ctx, input) => {
    const { bytes, mediaType, fileName } = await downloadImage(ctx, input)
    return new Response(Buffer.from(bytes), { headers: fileHeaders(fileName, mediaType) })
  },
)

import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { PreviewImageInput, previewImage } from '@/lib/images/previews/preview-image'

/** A layout of a new image, small and marked as a preview. Free. */
export const GET = workspaceRoute(
  { permission: 'content.create', limit: 'image-preview', input: PreviewImageInput },
  async (ctx, input) =>
    new Response(Buffer.from(await previewImage(ctx, input)), {
      headers: {
        'Content-Type': 'image/jpeg',
        'Content-Disposition': 'inline',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=600',
      },
    }),
)

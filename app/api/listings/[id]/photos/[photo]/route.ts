import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { listingPhoto } from '@/lib/feeds/listings/listing-photo'

/** A small copy of a listing photo, because pages load no images from other sites. Its name is a hash of its URL. */
export const GET = workspaceRoute(
  {
    permission: 'workspace.read',
    input: z.object({ id: z.guid(), photo: z.string().regex(/^[\da-f]{64}$/) }),
  },
  async (ctx, input) =>
    new Response(Buffer.from(await listingPhoto(ctx, input)), {
      headers: {
        'Content-Type': 'image/webp',
        'Content-Disposition': 'inline',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=86400',
      },
    }),
)

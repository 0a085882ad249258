import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { ThumbnailInput, templateThumbnail } from '@/lib/templates/template-thumbnail'

const YEAR_SECONDS = 31_536_000

/** A template as a small picture. Its address changes with its content, so browsers only fetch it once. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: ThumbnailInput },
  async (ctx, input) => {
    const { svg, version } = await templateThumbnail(ctx, input)
    return new Response(svg, {
      headers: {
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Content-Disposition': 'inline',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control':
          input.v === version ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache',
      },
    })
  },
)

import type { NextRequest } from 'next/server'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { readMarketNow } from '@/db/product-time'
import { isRefusal } from '@/lib/core/errors'
import { mediaTypeOf } from '@/lib/files/file-name'
import { openFile } from '@/lib/files/files'
import { fileOfLink, PictureInput } from '@/lib/posts/pictures/picture-link'

/** A post's image for the webhook that received the post: anyone with the signed link, until it expires. */
export async function GET(request: NextRequest): Promise<Response> {
  const input = PictureInput.safeParse(Object.fromEntries(request.nextUrl.searchParams))
  if (!input.success) return new Response('Not found', { status: 404 })
  try {
    const { workspaceId, fileName } = await fileOfLink(input.data, await readMarketNow())
    const file = await openFile(workspaceId, fileName)
    if (!file) return new Response('Not found', { status: 404 })
    return new Response(file.stream, {
      headers: {
        'Content-Type': mediaTypeOf(fileName),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
      },
    })
  } catch (error) {
    if (isRefusal(error)) return new Response('Not found', { status: 404 })
    return routeFailure(error, 'post-picture')
  }
}

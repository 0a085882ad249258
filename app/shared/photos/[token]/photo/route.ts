import type { NextRequest } from 'next/server'
import { visitOriginalPhoto } from '@/app/_lib/shared-links'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { originalPhotoBytes } from '@/lib/files/original-photo'

const PRIVATE = { 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' }

const closed = (status: number, message: string, headers: Record<string, string> = {}) =>
  new Response(message, { status, headers: { ...PRIVATE, ...headers } })

/** The original of an altered photo as JPEG, for anyone with the link (R46). */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/photos/[token]/photo'>) {
  try {
    const visit = await visitOriginalPhoto((await params).token, request.headers)
    if (visit.state === 'too-often')
      return closed(429, 'This link was opened too often from your network. Try again in a minute.', {
        'Retry-After': '60',
      })
    if (visit.state === 'closed') return closed(404, 'This link isn’t available.')
    const bytes = await originalPhotoBytes(visit.photo)
    return new Response(Buffer.from(bytes), {
      headers: {
        ...PRIVATE,
        'Content-Type': 'image/jpeg',
        'X-Content-Type-Options': 'nosniff',
        'Content-Disposition': 'inline; filename="original-photo.jpg"',
      },
    })
  } catch (error) {
    if (isRefusal(error, 'not-found')) return closed(404, 'This link isn’t available.')
    return closed(
      500,
      `Something went wrong. Try again. If it keeps happening, contact the agency that published this link, with reference ${logUnknown(error, 'original-photo')}.`,
    )
  }
}

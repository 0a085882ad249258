import type { NextRequest } from 'next/server'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { tryUse } from '@/lib/rate-limits/limiter'
import { openEmailPicture } from '@/lib/templates/email-picture'

const SAFE = { 'X-Robots-Tag': 'noindex, nofollow', 'X-Content-Type-Options': 'nosniff' }

const closed = (status: number, message: string, headers: Record<string, string> = {}) =>
  new Response(message, { status, headers: { ...SAFE, 'Cache-Control': 'no-store', ...headers } })

/** A picture of an email, for anyone with its address. It never changes, so programs can keep it. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/pictures/[token]'>) {
  try {
    const { ok } = await tryUse('email-picture.client', readClientAddress(request.headers))
    if (!ok)
      return closed(429, 'Too many requests from your network. Try again in a minute.', {
        'Retry-After': '60',
      })
    const { stream, sizeBytes } = await openEmailPicture((await params).token)
    return new Response(stream, {
      headers: {
        ...SAFE,
        'Content-Type': 'image/jpeg',
        ...(sizeBytes === null ? {} : { 'Content-Length': String(sizeBytes) }),
        'Content-Disposition': 'inline',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        // Emails are read on pages of other sites.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=31536000, immutable',
      },
    })
  } catch (error) {
    if (isRefusal(error, 'not-found')) return closed(404, 'This picture isn’t available.')
    return closed(500, `Something went wrong. Reference: ${logUnknown(error, 'email-picture')}.`)
  }
}

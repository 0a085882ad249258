import { type NextRequest, NextResponse } from 'next/server'
import { isReadable } from './app/_lib/page-policy'

/** Answers URLs that no page or route can have. Everything that other requests need is in app/_lib/page-policy.ts. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = new URL(request.url)
  return isReadable(`${pathname}${search}`) ? NextResponse.next() : invalidUrl()
}

const invalidUrl = () =>
  new NextResponse('This URL is invalid. Check it and try again.', {
    status: 400,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
  })

/** Only requests that app/_lib/page-policy.ts marked: for all others, Next would copy headers and body for nothing. */
export const config = {
  matcher: [{ source: '/(.*)', has: [{ type: 'header', key: 'x-market-trak-invalid-url' }] }],
}

import { type NextRequest, NextResponse } from 'next/server'
import { isReadable, NONCE_HEADER, pageHeaders } from './app/_lib/page-policy/page-policy'

/**
 * Answers URLs that no page or route can have, and gives pages their policy that were requested before the server had started
 * completely. All others have it from app/_lib/page-policy/page-policy.ts and never come here: Next would copy their headers and body.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = new URL(request.url)
  const url = `${pathname}${search}`
  if (!isReadable(url)) return invalidUrl()
  if (request.headers.has(NONCE_HEADER) || pathname.startsWith('/api/')) return NextResponse.next()
  const headers = new Headers(request.headers)
  const given = pageHeaders(url)
  for (const [name, value] of Object.entries(given)) headers.set(name, value)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', given['content-security-policy'])
  return response
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

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static/|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-nonce' }],
    },
    { source: '/(.*)', has: [{ type: 'header', key: 'x-market-trak-invalid-url' }] },
  ],
}

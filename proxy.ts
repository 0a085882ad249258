import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/_lib/content-security-policy'
import { PATH_HEADER } from './app/_lib/path-header'

const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com']

/** Gives each page its own Content Security Policy. Next adds the nonce to every script it renders (see SECURITY.md). */
export function proxy(request: NextRequest): NextResponse {
  if (!isReadable(request.url)) return invalidUrl()
  if (request.nextUrl.pathname.startsWith('/api/')) return NextResponse.next()
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    formTargets: formTargets(),
    mapTiles: process.env.MAP_TILES_URL || undefined,
    development: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/**
 * Invalid percent-encoding (`%ff`, `%zz`) makes the router fail, and PostgreSQL can't store or query a NUL. None of our
 * pages or routes has such a URL.
 */
function isReadable(url: string): boolean {
  if (/%00/.test(url)) return false
  try {
    decodeURIComponent(new URL(url).pathname)
    return true
  } catch {
    return false
  }
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

/** A form's response can redirect to Stripe, and browsers apply the policy to redirects too. */
function formTargets(): string[] {
  const emulator = process.env.STRIPE_API_BASE
  if (!emulator) return STRIPE_PAGES
  // The emulator listens on 127.0.0.1, and its own pages use localhost.
  const { port, protocol } = new URL(emulator)
  return [`${protocol}//127.0.0.1:${port}`, `${protocol}//localhost:${port}`]
}

/**
 * Every page, including prefetches. Under /api only URLs with percent-encoding, because Next copies the body of each
 * request that passes through here.
 */
export const config = {
  matcher: ['/((?!api/|_next/static/|icon\\.svg$).*)', '/api/(.*%.*)'],
}

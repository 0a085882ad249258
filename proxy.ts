import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/_lib/content-security-policy'
import { PATH_HEADER } from './app/_lib/path-header'

const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com']

/** Gives each page a policy of its own. Next puts the nonce on every script that it writes (see SECURITY.md). */
export function proxy(request: NextRequest): NextResponse {
  if (!isReadable(request.url)) return invalidAddress()
  if (request.nextUrl.pathname.startsWith('/api/')) return NextResponse.next()
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    formTargets: formTargets(),
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
 * Percent-encoding that is no text (`%ff`, `%zz`) makes the router fail, and PostgreSQL can neither store nor look for a
 * NUL. No page or route of ours has such an address.
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

const invalidAddress = () =>
  new NextResponse('This address is not valid. Check it and try again.', {
    status: 400,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
  })

/** A form's answer may be a redirect to Stripe, and browsers hold redirects to the policy as well. */
function formTargets(): string[] {
  const standIn = process.env.STRIPE_API_BASE
  if (!standIn) return STRIPE_PAGES
  // The stand-in listens at 127.0.0.1 and names its own pages localhost.
  const { port, protocol } = new URL(standIn)
  return [`${protocol}//127.0.0.1:${port}`, `${protocol}//localhost:${port}`]
}

/**
 * Every page, however it is requested: a prefetch is a page like any other. Of the routes under /api only addresses with
 * percent-encoding, since each request that passes here has its body copied.
 */
export const config = {
  matcher: ['/((?!api/|_next/static/|icon\\.svg$).*)', '/api/(.*%.*)'],
}

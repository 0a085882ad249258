import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/_lib/content-security-policy'
import { PATH_HEADER } from './app/_lib/path-header'

const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com']

/** Gives each page a policy of its own; Next puts the nonce on every script that it writes (see SECURITY.md). */
export function proxy(request: NextRequest): NextResponse {
  // PostgreSQL can keep or look for no NUL, so no page has such an address; forms and routes: lib/core/storable.ts.
  if (/%00/.test(request.url)) return new NextResponse('This address is not valid.', { status: 400 })
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

/** A form's answer may be a redirect to Stripe, and browsers hold redirects to the policy as well. */
function formTargets(): string[] {
  const standIn = process.env.STRIPE_API_BASE
  if (!standIn) return STRIPE_PAGES
  // The stand-in listens at 127.0.0.1 and names its own pages localhost.
  const { port, protocol } = new URL(standIn)
  return [`${protocol}//127.0.0.1:${port}`, `${protocol}//localhost:${port}`]
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|icon.svg).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}

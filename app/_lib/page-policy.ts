import { randomBytes } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentSecurityPolicy } from './content-security-policy'
import { PATH_HEADER } from './path-header'

const CHANNEL = 'http.server.request.start'
const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com']
/** Set for URLs that no page or route can have; proxy.ts answers them. Repeated there, because Next reads its matcher as text. */
export const INVALID_URL_HEADER = 'x-market-trak-invalid-url'

/**
 * Gives every page of this process its own Content Security Policy, prefetched or not. Next adds the nonce to every script it
 * renders (see SECURITY.md). In proxy.ts, it cost a tenth of a page. Node publishes a request before any handler sees it, so
 * what the client sent in these headers is always replaced. Returns a function that stops this.
 */
export function sendPagePolicies(): () => void {
  const mark = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const { headers, url = '/' } = request
    delete headers['x-nonce']
    delete headers['content-security-policy']
    delete headers[PATH_HEADER]
    delete headers[INVALID_URL_HEADER]
    if (!isReadable(url)) headers[INVALID_URL_HEADER] = '1'
    if (!isPage(url)) return
    const nonce = randomBytes(16).toString('base64')
    const policy = policyWith(nonce)
    headers['x-nonce'] = nonce
    headers['content-security-policy'] = policy
    headers[PATH_HEADER] = url
    response.setHeader('Content-Security-Policy', policy)
  }
  subscribe(CHANNEL, mark)
  return () => void unsubscribe(CHANNEL, mark)
}

/** Routes and files have the policy of next.config.ts. */
const isPage = (url: string) => !/^\/(api\/|_next\/static\/|icon\.svg$)/.test(url)

/**
 * Invalid percent-encoding (`%ff`, `%zz`) makes the router fail, and PostgreSQL can't store or query a NUL. None of our
 * pages or routes has such a URL.
 */
export function isReadable(url: string): boolean {
  if (!url.includes('%')) return true
  if (url.includes('%00')) return false
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

const policyWith = (nonce: string) =>
  contentSecurityPolicy({
    nonce,
    formTargets: formTargets(),
    mapTiles: process.env.MAP_TILES_URL || undefined,
    development: process.env.NODE_ENV === 'development',
  })

/** A form's response can redirect to Stripe, and browsers apply the policy to redirects too. */
function formTargets(): string[] {
  const emulator = process.env.STRIPE_API_BASE
  if (!emulator) return STRIPE_PAGES
  // The emulator listens on 127.0.0.1, and its own pages use localhost.
  const { port, protocol } = new URL(emulator)
  return [`${protocol}//127.0.0.1:${port}`, `${protocol}//localhost:${port}`]
}

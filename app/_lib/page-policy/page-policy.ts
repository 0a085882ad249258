import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomId } from '@/lib/core/responses/random-id'
import { contentSecurityPolicy } from '../content-security-policy'
import { PATH_HEADER } from '../path-header'

const CHANNEL = 'http.server.request.start'
const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com']
/** proxy.ts repeats both in its matcher, which Next reads as text. The second marks URLs that no page or route can have. */
export const NONCE_HEADER = 'x-nonce'
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
    for (const name of [NONCE_HEADER, 'content-security-policy', PATH_HEADER, INVALID_URL_HEADER])
      delete headers[name]
    if (!isReadable(url)) headers[INVALID_URL_HEADER] = '1'
    if (!isPage(url)) return
    const given = pageHeaders(url)
    Object.assign(headers, given)
    response.setHeader('Content-Security-Policy', given['content-security-policy'])
  }
  subscribe(CHANNEL, mark)
  return () => void unsubscribe(CHANNEL, mark)
}

/** What a page needs in its request: its policy, whose nonce Next uses, the nonce for our own scripts, and its path. */
export function pageHeaders(url: string) {
  const nonce = randomId(16, 'base64')
  return { [NONCE_HEADER]: nonce, 'content-security-policy': policyWith(nonce), [PATH_HEADER]: url }
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

let known = { settings: '', before: '', after: '' }

/** Everything but the nonce is the same until the settings change. */
function policyWith(nonce: string): string {
  const { STRIPE_API_BASE = '', MAP_TILES_URL = '', NODE_ENV } = process.env
  const settings = [STRIPE_API_BASE, MAP_TILES_URL, NODE_ENV].join(' ')
  if (known.settings !== settings) {
    const [before = '', after = ''] = contentSecurityPolicy({
      nonce: NONCE_HERE,
      formTargets: formTargets(STRIPE_API_BASE),
      mapTiles: MAP_TILES_URL || undefined,
      development: NODE_ENV === 'development',
    }).split(NONCE_HERE)
    known = { settings, before, after }
  }
  return `${known.before}${nonce}${known.after}`
}

const NONCE_HERE = '<nonce>'

/** A form's response can redirect to Stripe, and browsers apply the policy to redirects too. */
function formTargets(emulator: string): string[] {
  if (!emulator) return STRIPE_PAGES
  // The emulator listens on 127.0.0.1, and its own pages use localhost.
  const { port, protocol } = new URL(emulator)
  return [`${protocol}//127.0.0.1:${port}`, `${protocol}//localhost:${port}`]
}

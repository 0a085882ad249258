import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { isMeasuring, observe, record } from './measure'

const CHANNEL = 'http.server.request.start'
/** A method is text from outside. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Measures each request of this process from its first line until its response was handed over. Node publishes requests
 * before any handler sees them, so no route can forget it. Returns a function that stops this.
 */
export function measureRequests(routeOf: (url: string) => string): () => void {
  let inProgress = 0
  observe('market_trak_http_requests_in_progress', () => [[inProgress, {}]])
  const measure = (message: unknown) => {
    if (!isMeasuring()) return
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const began = performance.now()
    // Next changes the request's URL while it routes.
    const { url = '/', method = 'GET' } = request
    inProgress += 1
    response.once('close', () => {
      inProgress -= 1
      record('market_trak_http_request_duration_seconds', (performance.now() - began) / 1_000, {
        route: routeOf(url),
        method: METHODS.has(method) ? method : 'other',
        status: response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted',
      })
    })
  }
  subscribe(CHANNEL, measure)
  return () => void unsubscribe(CHANNEL, measure)
}

/** A request to none of our routes: a scanner, or a typo. All have one label, so that strangers can't create metrics. */
const OTHER = 'other'

/** Finds the pattern of a path, such as `/campaigns/[id]` for `/campaigns/7?page=2`. */
export function routeMatcher(patterns: readonly string[]): (url: string) => string {
  const routes = patterns
    .map((pattern) => ({ pattern, segments: segmentsOf(pattern) }))
    // `/campaigns/new` before `/campaigns/[id]`, as Next does.
    .toSorted((a, b) => rank(a.segments).localeCompare(rank(b.segments)))
  return (url) => {
    if (url.startsWith('/_next/')) return '/_next'
    const segments = segmentsOf(url.split(/[?#]/, 1)[0] ?? '')
    return routes.find((route) => matches(route.segments, segments))?.pattern ?? OTHER
  }
}

const segmentsOf = (path: string) => path.split('/').filter(Boolean)

/** Plain segments sort before `[id]`, and `[id]` before `[...rest]`. */
const rank = (segments: readonly string[]) =>
  segments
    .map((segment) =>
      segment.startsWith('[[') || segment.startsWith('[.') ? '2' : segment.startsWith('[') ? '1' : '0',
    )
    .join('')

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  for (const [i, segment] of pattern.entries()) {
    if (segment.startsWith('[...') || segment.startsWith('[[...'))
      return segment.startsWith('[[') || path.length > i
    if (path[i] === undefined) return false
    if (!segment.startsWith('[') && segment !== path[i]) return false
  }
  return pattern.length === path.length
}

/** The patterns of the build; none in development, where routes are compiled when they are first requested. */
export function builtRoutes(
  folder = join(/* turbopackIgnore: true */ process.cwd(), process.env.NEXT_DIST_DIR || '.next'),
): string[] {
  try {
    const file = readFileSync(join(folder, 'app-path-routes-manifest.json'), 'utf8')
    return [...new Set(Object.values(JSON.parse(file) as Record<string, string>))]
  } catch {
    return []
  }
}

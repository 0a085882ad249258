import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
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

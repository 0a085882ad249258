import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { log } from './log'

type FailedRequest = { method: string }
type Context = { routePath: string; routeType: string }

/**
 * Logs a failed page, route or action, for `onRequestError`, with the reference shown on the page. The URL is left out
 * because it can contain tokens; the route pattern identifies the page.
 */
export function logRequestError(
  error: unknown,
  { method }: FailedRequest,
  { routePath, routeType }: Context,
  to: Logger = log,
): string {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  const reference = typeof digest === 'string' ? digest : randomBytes(4).toString('hex')
  to.error({ err: error, reference, method, route: routePath, kind: routeType }, 'request failed')
  return reference
}

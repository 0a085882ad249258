import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { log } from './log'

type FailedRequest = { method: string }
type Context = { routePath: string; routeType: string }

/**
 * Logs a page, route or action that failed, for `onRequestError`. The reference is the one that the page shows. The
 * address is left out, since it may hold tokens: the route's pattern says which page it was.
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

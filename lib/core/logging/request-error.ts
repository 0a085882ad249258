import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { log } from './log'
import { reportError } from './report-error'

type FailedRequest = { method: string }
type Context = { routePath: string; routeType: string }

/** Next's digests. Any error can bring a field of this name, so another value could be anything. */
const REFERENCE = /^[\w@-]{1,40}$/

/**
 * Logs and reports a failed page, route or action, for `onRequestError`, with the reference shown on the page. The URL is left
 * out because it can contain tokens; the route pattern identifies the page.
 */
export function logRequestError(
  error: unknown,
  { method }: FailedRequest,
  { routePath, routeType }: Context,
  to: Logger = log,
): string {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  const reference =
    typeof digest === 'string' && REFERENCE.test(digest) ? digest : randomBytes(4).toString('hex')
  to.error({ err: error, reference, method, route: routePath, kind: routeType }, 'request failed')
  reportError(error, { where: 'page', reference, tags: { method, route: routePath, kind: routeType } })
  return reference
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomId } from '../responses/random-id'

const REQUEST_ID_HEADER = 'x-request-id'

/** Letters, digits and the punctuation of common ids (UUIDs, trace ids, ULIDs), so that it is safe in a log and a header. */
const WELL_FORMED = /^[\w.:+/=@~-]{1,128}$/
const CHANNEL = 'http.server.request.start'

// On globalThis, because the server's start and its routes are separate bundles.
const held = globalThis as typeof globalThis & { marketTrakRequest?: AsyncLocalStorage<string> }
function storage(): AsyncLocalStorage<string> {
  held.marketTrakRequest ??= new AsyncLocalStorage()
  return held.marketTrakRequest
}

/** The id of the request that this code runs for, or that added this job; undefined in scheduled jobs. */
export const currentRequestId = (): string | undefined => storage().getStore()

/** The client's id if it is well-formed, so that it finds its request in our logs; otherwise a new one. */
export function requestIdFrom(given: string | string[] | null | undefined): string {
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : randomId(8, 'hex')
}

/**
 * Gives every request of this process an id: in its headers, in its response, in each line it logs and in the reference of
 * an unknown failure. Node publishes a request before any handler sees it, so no route can forget it. Returns a function
 * that stops this.
 */
export function identifyRequests(): () => void {
  const identify = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = requestIdFrom(request.headers[REQUEST_ID_HEADER])
    request.headers[REQUEST_ID_HEADER] = id
    response.setHeader('X-Request-Id', id)
    storage().enterWith(id)
  }
  subscribe(CHANNEL, identify)
  return () => void unsubscribe(CHANNEL, identify)
}

/** Runs work for a request that was answered long ago, such as a job it added. */
export function runForRequest<T>(requestId: string | undefined, work: () => T): T {
  return requestId === undefined ? work() : storage().run(requestId, work)
}

/** The same for a handler that is called without our server, such as in a test. */
export async function withRequestId(
  headers: Pick<Headers, 'get'>,
  respond: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const known = currentRequestId()
  if (known !== undefined) return respond(known)
  const id = requestIdFrom(headers.get(REQUEST_ID_HEADER))
  const response = await storage().run(id, () => respond(id))
  response.headers.set('X-Request-Id', id)
  return response
}

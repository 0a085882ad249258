import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { clientAddress } from './client-address'

/** Set by us on every request, replacing anything the client sent. */
export const CLIENT_ADDRESS_HEADER = 'x-market-trak-client'

const CHANNEL = 'http.server.request.start'

/**
 * Adds the client address to every request of this process. Next's routes and actions have no access to the socket, and
 * Next sets X-Forwarded-For only if the client didn't, so that header can't be trusted. Node publishes each request before
 * any handler sees it. Returns a function that stops this.
 */
export function markClientAddresses(trustedHops: number): () => void {
  const mark = (message: unknown) => {
    const { request } = message as { request: IncomingMessage }
    const { socket, headers } = request
    headers[CLIENT_ADDRESS_HEADER] = clientAddress(
      socket.remoteAddress,
      headers['x-forwarded-for'],
      trustedHops,
    )
  }
  subscribe(CHANNEL, mark)
  return () => void unsubscribe(CHANNEL, mark)
}

/** The address set by `markClientAddresses`. "unknown" counts as one client. */
export const readClientAddress = (headers: Pick<Headers, 'get'>): string =>
  headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown'

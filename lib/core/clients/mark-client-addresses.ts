import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { clientAddress } from './client-address'

/** Written by us on every request, over anything its sender put there. */
export const CLIENT_ADDRESS_HEADER = 'x-market-trak-client'

const CHANNEL = 'http.server.request.start'

/**
 * Marks every request of this process with the address of its client. Routes and actions of Next see no socket, and Next
 * fills in X-Forwarded-For only where the sender left it out, so that header alone proves nothing. Node announces each
 * request before any handler sees it. Returns a function that ends it.
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

/** The address that `markClientAddresses` wrote. "unknown" is counted as one client. */
export const readClientAddress = (headers: Pick<Headers, 'get'>): string =>
  headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown'

import { lookup } from 'node:dns'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isAllowedHost, OutboundError, toProblem } from './allowed-url'
import { isPublicAddress } from './public-address'

/** What a request to an address from outside may do. */
export type Outside = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** For the whole exchange, redirects and body included. */
  timeLimitMs: number
  /** Of the answer's body; 0 leaves the body unread. */
  mostBytes: number
  mostRedirects?: number
  httpsOnly?: boolean
  /** From OUTBOUND_ALLOWED_HOSTS: these may be inside, and on any port. */
  allowedHosts: readonly string[]
  /** For tests: a certificate to trust. */
  ca?: RequestOptions['ca']
}

export type OutsideAnswer = { status: number; headers: IncomingHttpHeaders; bytes: Uint8Array }

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * The one way to request an address that somebody typed in or that came in a file. The name is resolved here and the
 * connection goes to exactly the addresses that were checked, so that neither a name that changes nor a redirect leads
 * into a private network. Each redirect is checked like the first address.
 * @throws OutboundError
 */
export async function requestOutside(url: string, outside: Outside): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(outside.timeLimitMs)
  let at = parse(url)
  for (let hop = 0; hop <= (outside.mostRedirects ?? 0); hop += 1) {
    const response = await send(at, outside, signal)
    const { statusCode: status = 0, headers } = response
    if (outside.mostRedirects && REDIRECTS.has(status) && headers.location) {
      response.on('error', () => {}).destroy()
      at = parse(headers.location, at)
      continue
    }
    return { status, headers, bytes: await bodyOf(response, outside.mostBytes, signal) }
  }
  throw new OutboundError('redirects')
}

function parse(url: string, base?: URL): URL {
  if (!URL.canParse(url, base?.href)) throw new OutboundError('address')
  return new URL(url, base)
}

function send(url: URL, outside: Outside, signal: AbortSignal): Promise<IncomingMessage> {
  const { method = 'GET', headers = {}, body, allowedHosts, ca } = outside
  const problem = toProblem(url, outside)
  if (problem) throw new OutboundError(problem)
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      signal,
      // No connection is shared: one that was opened under other rules is not used again.
      agent: false,
      lookup: lookupFor(isAllowedHost(url, allowedHosts)),
      ...(ca && { ca }),
    }
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
    request.once('error', (error) => reject(asOutboundError(error)))
    request.end(body)
  })
}

/** The connection uses what this answers and nothing else, so it cannot lead elsewhere in between. */
function lookupFor(allowsInside: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      // One closed address among several is reason enough to use none.
      const isOpen = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
      if (!allowsInside && !isOpen) return done(new OutboundError('not-public'), '')
      if (options.all) return done(null, addresses)
      const [first] = addresses
      return done(null, first?.address ?? '', first?.family)
    })
  }
}

async function bodyOf(
  response: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (mostBytes === 0 || response.statusCode === 304) {
    response.on('error', () => {}).destroy()
    return new Uint8Array()
  }
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of response) {
      size += piece.length
      if (size > mostBytes) throw new OutboundError('too-large')
      pieces.push(piece)
    }
  } catch (error) {
    // A time limit in the middle of a body shows as a broken connection.
    throw signal.aborted ? new OutboundError('timeout') : asOutboundError(error)
  } finally {
    response.destroy()
  }
  return Buffer.concat(pieces)
}

function asOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || name === 'AbortError') return new OutboundError('timeout')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new OutboundError('unknown-name', code)
  return new OutboundError('unreachable', code)
}

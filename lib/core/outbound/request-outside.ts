import { lookup } from 'node:dns'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import {
  isAllowedHost,
  isPublicAddress,
  OutboundError,
  type OutboundProblem,
  urlProblem,
} from './allowed-url'

/** Options and limits of a request to a user-supplied URL. */
export type Outside = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** For the whole request, including redirects and body. */
  timeLimitMs: number
  /** Maximum size of the response body; 0 skips the body. */
  mostBytes: number
  mostRedirects?: number
  httpsOnly?: boolean
  /** From OUTBOUND_ALLOWED_HOSTS: these can be in a private network and on any port. */
  allowedHosts: readonly string[]
  /** For tests: a certificate to trust. */
  ca?: RequestOptions['ca']
}

export type OutsideResponse = { status: number; headers: IncomingHttpHeaders; bytes: Uint8Array }

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Use this for every request to a URL from users or files. It resolves the host name and connects only to the addresses it
 * checked, so neither DNS changes nor redirects can reach a private network. Each redirect is checked like the first URL.
 * @throws OutboundError
 */
export async function requestOutside(url: string, outside: Outside): Promise<OutsideResponse> {
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
  const problem = urlProblem(url, outside)
  if (problem) throw new OutboundError(problem)
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      signal,
      // Connections are not reused, because another one may have been opened under different rules.
      agent: false,
      lookup: lookupFor(isAllowedHost(url, allowedHosts)),
      ...(ca && { ca }),
    }
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
    request.once('error', (error) => reject(asOutboundError(error)))
    request.end(body)
  })
}

/** The connection only uses the addresses returned here, so the target can't change in between. */
function lookupFor(allowsPrivate: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      // A single private address among several rejects them all.
      const isOpen = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
      if (!allowsPrivate && !isOpen) return done(new OutboundError('not-public'), '')
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
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response) {
      size += chunk.length
      if (size > mostBytes) throw new OutboundError('too-large')
      chunks.push(chunk)
    }
  } catch (error) {
    // A timeout while reading the body appears as a broken connection.
    throw signal.aborted ? new OutboundError('timeout') : asOutboundError(error)
  } finally {
    response.destroy()
  }
  return Buffer.concat(chunks)
}

function asOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || name === 'AbortError') return new OutboundError('timeout')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new OutboundError('unknown-name', code)
  return new OutboundError('unreachable', code)
}

/** Why a POST to a member's URL did not get a response, and what to change. `timeLimitMs` is the limit it was sent with. */
export function postFailureMessage({ problem, code }: OutboundError, timeLimitMs: number): string {
  const messages: Record<OutboundProblem, string> = {
    address: 'This URL isn’t valid.',
    protocol: 'The URL must start with https://.',
    port: 'We don’t connect to this port. Use 443 or a web port above 1023.',
    'not-public': 'This URL isn’t public.',
    redirects: 'The server redirects, and we don’t follow redirects.',
    timeout: `The server didn’t answer within ${timeLimitMs / 1_000} seconds.`,
    'too-large': 'The response is too large. Answer with a short body.',
    'unknown-name': 'There’s no server with this name.',
    unreachable: `The server couldn’t be reached${code ? ` (${code})` : ''}.`,
  }
  return messages[problem]
}

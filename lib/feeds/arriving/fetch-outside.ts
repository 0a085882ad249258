import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { MOST_FILE_BYTES } from '@/lib/files/files'

/** Why an address brought nothing, in words for the agency. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
}

type Known = { etag: string | null; lastModified: string | null }
export type Fetched =
  | { kind: 'unchanged' }
  | { kind: 'file'; bytes: Uint8Array; etag: string | null; lastModified: string | null }

const MOST_REDIRECTS = 3

/** What is asked for, and how much of it at most. */
export type Wanted = { accept: string; mostBytes: number; timeLimitMs: number }
const FEED_FILE: Wanted = {
  accept: 'application/xml, application/json;q=0.9, */*;q=0.5',
  mostBytes: MOST_FILE_BYTES,
  timeLimitMs: 60_000,
}

/** Everything that is not the open internet: this machine, its network, and what clouds serve to their own machines. */
const inside = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6')

export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return inside.check(mapped, 'ipv4')
  const family = isIP(address)
  return family === 0 || inside.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Fetches a file from an address that somebody typed in. Every address a name stands for is looked at when the connection
 * is made, so that neither a name, nor one that changes, nor a redirect leads inside.
 * @throws FetchFailed
 */
export async function fetchOutside(
  url: string,
  known: Known,
  allowsInside: boolean,
  { accept, mostBytes, timeLimitMs }: Wanted = FEED_FILE,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeLimitMs)
  const headers = {
    accept,
    'accept-encoding': 'identity',
    'user-agent': 'MarketTrak feed',
    ...(known.etag && { 'if-none-match': known.etag }),
    ...(known.lastModified && { 'if-modified-since': known.lastModified }),
  }
  let at = new URL(url)
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await ask(at, headers, allowsInside, signal)
    const { statusCode = 0, headers: told } = response
    if (statusCode === 304) {
      response.destroy()
      return { kind: 'unchanged' }
    }
    if (statusCode >= 300 && statusCode < 400 && told.location && URL.canParse(told.location, at.href)) {
      response.destroy()
      at = new URL(told.location, at)
      continue
    }
    if (statusCode !== 200) {
      response.destroy()
      throw new FetchFailed(`The server answered ${statusCode}.`)
    }
    return {
      kind: 'file',
      bytes: await bodyOf(response, mostBytes),
      etag: told.etag ?? null,
      lastModified: told['last-modified'] ?? null,
    }
  }
  throw new FetchFailed('The address leads on and on.')
}

function ask(
  url: URL,
  headers: Record<string, string>,
  allowsInside: boolean,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new FetchFailed('The address does not begin with https:// or http://.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // An address in figures is never looked up.
  if (!allowsInside && isIP(host) !== 0 && isInside(host)) throw leadsInside()
  return new Promise((resolve, reject) => {
    const make = url.protocol === 'https:' ? requestHttps : requestHttp
    const options = {
      headers,
      signal,
      agent: false as const,
      ...(allowsInside ? {} : { lookup: outsideOnly }),
    }
    const request = make(url, options, resolve)
    request.once('error', (error) => reject(asFailure(error)))
    request.end()
  })
}

const outsideOnly: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    if (addresses.some(({ address }) => isInside(address))) return done(leadsInside(), '')
    if (options.all) return done(null, addresses)
    const [first] = addresses
    return done(null, first?.address ?? '', first?.family)
  })
}

async function bodyOf(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of response) {
      size += piece.length
      if (size > mostBytes) throw new FetchFailed(`The file is larger than ${mostBytes / 1_000_000} MB.`)
      pieces.push(piece)
    }
  } catch (error) {
    throw asFailure(error)
  } finally {
    response.destroy()
  }
  if (size === 0) throw new FetchFailed('The server answered with nothing.')
  return Buffer.concat(pieces)
}

const leadsInside = () => new FetchFailed('The address leads into a private network, which is not allowed.')

function asFailure(error: unknown): FetchFailed {
  if (error instanceof FetchFailed) return error
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || name === 'AbortError') return new FetchFailed('The server took too long.')
  return new FetchFailed(`The server could not be reached${code ? ` (${code})` : ''}.`)
}

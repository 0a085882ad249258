import { OutboundError, type OutboundProblem } from '@/lib/core/outbound/allowed-url'
import { requestOutside } from '@/lib/core/outbound/request-outside'
import { MOST_FILE_BYTES } from '@/lib/files/files'

/** Why a fetch failed. The message is shown to the agency. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
}

type Known = { etag: string | null; lastModified: string | null }
export type Fetched =
  | { kind: 'unchanged' }
  | { kind: 'file'; bytes: Uint8Array; etag: string | null; lastModified: string | null }

const MOST_REDIRECTS = 3

/** What to accept, and the limits of the request. */
export type FetchOptions = { accept: string; mostBytes: number; timeLimitMs: number }
const FEED_FILE: FetchOptions = {
  accept: 'application/xml, application/json;q=0.9, */*;q=0.5',
  mostBytes: MOST_FILE_BYTES,
  timeLimitMs: 60_000,
}

/**
 * Fetches a file from a URL that a member entered.
 * @throws FetchFailed
 */
export async function fetchPublicUrl(
  url: string,
  known: Known,
  allowedHosts: readonly string[],
  { accept, mostBytes, timeLimitMs }: FetchOptions = FEED_FILE,
): Promise<Fetched> {
  const headers = {
    accept,
    'accept-encoding': 'identity',
    'user-agent': 'MarketTrak feed',
    ...(known.etag && { 'if-none-match': known.etag }),
    ...(known.lastModified && { 'if-modified-since': known.lastModified }),
  }
  const limits = { mostBytes, timeLimitMs, mostRedirects: MOST_REDIRECTS }
  const response = await requestOutside(url, { headers, ...limits, allowedHosts }).catch((error: unknown) => {
    throw error instanceof OutboundError ? new FetchFailed(messageOf(error, mostBytes)) : error
  })
  if (response.status === 304) return { kind: 'unchanged' }
  if (response.status !== 200) throw new FetchFailed(`The server answered ${response.status}.`)
  if (response.bytes.length === 0) throw new FetchFailed('The server sent an empty file.')
  return {
    kind: 'file',
    bytes: response.bytes,
    etag: response.headers.etag ?? null,
    lastModified: response.headers['last-modified'] ?? null,
  }
}

function messageOf({ problem, code }: OutboundError, mostBytes: number): string {
  const messages: Record<OutboundProblem, string> = {
    address: 'The URL isn’t valid. Remove any username and password.',
    protocol: 'The URL must start with https:// or http://.',
    port: 'We don’t connect to this port. Use 443, 80, or a web port above 1023.',
    'not-public': 'The URL points to a private network. Use a public URL.',
    redirects: 'Too many redirects.',
    timeout: 'The server took too long to answer.',
    'too-large': `The file is larger than ${mostBytes / 1_000_000} MB.`,
    'unknown-name': 'There’s no server with this name.',
    unreachable: `The server couldn’t be reached${code ? ` (${code})` : ''}.`,
  }
  return messages[problem]
}

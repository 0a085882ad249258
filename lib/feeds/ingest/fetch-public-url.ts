import { OutboundError, type OutboundProblem } from '@/lib/core/outbound/allowed-url'
import { requestOutside } from '@/lib/core/outbound/request-outside'
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

/** What to request, and how much of it at most. */
export type Wanted = { accept: string; mostBytes: number; timeLimitMs: number }
const FEED_FILE: Wanted = {
  accept: 'application/xml, application/json;q=0.9, */*;q=0.5',
  mostBytes: MOST_FILE_BYTES,
  timeLimitMs: 60_000,
}

/**
 * Fetches a file from an address that a member or a feed named.
 * @throws FetchFailed
 */
export async function fetchPublicUrl(
  url: string,
  known: Known,
  allowedHosts: readonly string[],
  { accept, mostBytes, timeLimitMs }: Wanted = FEED_FILE,
): Promise<Fetched> {
  const headers = {
    accept,
    'accept-encoding': 'identity',
    'user-agent': 'MarketTrak feed',
    ...(known.etag && { 'if-none-match': known.etag }),
    ...(known.lastModified && { 'if-modified-since': known.lastModified }),
  }
  const limits = { mostBytes, timeLimitMs, mostRedirects: MOST_REDIRECTS }
  const answer = await requestOutside(url, { headers, ...limits, allowedHosts }).catch((error: unknown) => {
    throw error instanceof OutboundError ? new FetchFailed(wordsOf(error, mostBytes)) : error
  })
  if (answer.status === 304) return { kind: 'unchanged' }
  if (answer.status !== 200) throw new FetchFailed(`The server answered ${answer.status}.`)
  if (answer.bytes.length === 0) throw new FetchFailed('The server sent an empty file.')
  return {
    kind: 'file',
    bytes: answer.bytes,
    etag: answer.headers.etag ?? null,
    lastModified: answer.headers['last-modified'] ?? null,
  }
}

function wordsOf({ problem, code }: OutboundError, mostBytes: number): string {
  const words: Record<OutboundProblem, string> = {
    address: 'The address is not a valid web address. Leave out the user and password.',
    protocol: 'The address must begin with https:// or http://.',
    port: 'The port in the address is not one that we connect to. Use 443, 80, or a web port above 1023.',
    'not-public': 'The address leads into a private network, which is not allowed.',
    redirects: 'The address redirects too many times.',
    timeout: 'The server took too long.',
    'too-large': `The file is larger than ${mostBytes / 1_000_000} MB.`,
    'unknown-name': 'There is no server with this name.',
    unreachable: `The server could not be reached${code ? ` (${code})` : ''}.`,
  }
  return words[problem]
}

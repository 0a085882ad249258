import { MOST_FILE_BYTES } from '@/lib/files/files'
import { decodeText } from '../parsers/decode-text'
import { formatOf } from '../parsers/read-feed'
import { type Fetched, FetchFailed, type FetchOptions, fetchPublicUrl } from './fetch-public-url'

/** The bounds of a feed in pages, in addition to those of each request. */
const MOST_PAGES = 100
const MOST_MS = 5 * 60_000
const PAGE: FetchOptions = {
  accept: 'application/json',
  mostBytes: MOST_FILE_BYTES,
  timeLimitMs: 60_000,
}

type Known = Parameters<typeof fetchPublicUrl>[1]

/**
 * Fetches a feed's file. When a RESO service splits its answer into pages (`@odata.nextLink`), all pages become one file, so
 * that a feed is never imported in part. Every link goes through the same guard as the feed's own URL.
 * @throws FetchFailed: a page can't be fetched, or there is more than the bounds allow
 */
export async function fetchPages(
  url: string,
  known: Known,
  allowedHosts: readonly string[],
  mostPages = MOST_PAGES,
): Promise<Fetched> {
  const first = await fetchPublicUrl(url, known, allowedHosts)
  if (first.kind === 'unchanged') return first
  const texts: string[] = []
  const visited = new Set([url])
  const start = performance.now()
  let bytes = first.bytes
  let size = 0
  for (let from = url; ; ) {
    const text = formatOf(bytes) === 'json' ? decodeText(bytes).trim() : null
    if (text === null && texts.length > 0) throw new FetchFailed(`Page ${texts.length + 1} isn’t JSON.`)
    const next = text === null ? null : nextLinkIn(text)
    // A file without pages is stored unchanged.
    if (texts.length === 0 && !next) return first
    texts.push(text ?? '')
    size += bytes.length
    if (size > MOST_FILE_BYTES)
      throw new FetchFailed(
        `All pages together are larger than ${MOST_FILE_BYTES / 1_000_000} MB. Filter the feed.`,
      )
    if (!next) break
    if (texts.length >= mostPages)
      throw new FetchFailed(
        `The feed has more than ${mostPages} pages. Ask for larger pages ($top), or filter the feed.`,
      )
    if (performance.now() - start > MOST_MS) throw new FetchFailed('The feed’s pages took too long to fetch.')
    from = resolved(next, from)
    if (visited.has(from)) throw new FetchFailed(`Page ${texts.length + 1} links back to an earlier page.`)
    visited.add(from)
    bytes = await pageAt(from, allowedHosts, texts.length + 1)
  }
  // The first page's validators say nothing about the others.
  const whole = new TextEncoder().encode(`{"pages":[${texts.join(',\n')}]}`)
  return { kind: 'file', bytes: whole, etag: null, lastModified: null }
}

/**
 * The link to the next page, without parsing the whole page in this process (R41). Links of nested lists have a prefix
 * ("Media@odata.nextLink") and do not match.
 */
export function nextLinkIn(text: string): string | null {
  const [, quoted] = /"@odata\.nextLink"\s{0,20}:\s{0,20}"((?:[^"\\]|\\.){1,4000})"/i.exec(text) ?? []
  if (!quoted) return null
  try {
    return String(JSON.parse(`"${quoted}"`)).trim() || null
  } catch {
    return null
  }
}

function resolved(link: string, base: string): string {
  if (!URL.canParse(link, base)) throw new FetchFailed('The link to the next page isn’t a valid URL.')
  return new URL(link, base).href
}

async function pageAt(url: string, allowedHosts: readonly string[], number: number): Promise<Uint8Array> {
  const page = await fetchPublicUrl(url, { etag: null, lastModified: null }, allowedHosts, PAGE).catch(
    (error: unknown) => {
      throw error instanceof FetchFailed ? new FetchFailed(`Page ${number}: ${error.message}`) : error
    },
  )
  if (page.kind === 'unchanged') throw new FetchFailed(`Page ${number} is empty.`)
  return page.bytes
}

import { type FeedItem, isRead, Listing } from '../listings/listing.ts'
import { isBlm, NotBlm, readBlm } from './blm.ts'
import { decodeText } from './decode-text.ts'
import { NotReso, readReso } from './json/reso.ts'
import { readReaxml } from './reaxml/reaxml.ts'

export type FeedFormat = 'xml' | 'json'

/** The file is in no known format. The message is shown to the agency. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed'
}

/** The most listings in one file. */
export const MOST_LISTINGS = 20_000

export function formatOf(bytes: Uint8Array): FeedFormat {
  // The first printable character. UTF-16 text has zeros in between.
  const head = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/[^!-~]/g, '')
  return head.startsWith('{') || head.startsWith('[') ? 'json' : 'xml'
}

/**
 * The listings of a file in order, each read or reported with a reason. Uses bounded memory besides the text.
 * `fetchedFrom`: the URL it was fetched from, if it was.
 * @throws UnreadableFeed
 */
export function* readFeed(bytes: Uint8Array, fetchedFrom: string | null = null): Generator<FeedItem> {
  const text = decodeText(bytes)
  const items = itemsOf(text, formatOf(bytes), fetchedFrom)
  let count = 0
  try {
    for (const item of items) {
      count += 1
      if (count > MOST_LISTINGS)
        throw new UnreadableFeed(
          `A file can have up to ${MOST_LISTINGS.toLocaleString('en-US')} listings. We didn’t import the rest: send it in another file.`,
        )
      yield checked(item)
    }
  } catch (error) {
    throw error instanceof NotReso || error instanceof NotBlm ? new UnreadableFeed(error.message) : error
  }
}

const REAXML =
  /<([\w.-]+:)?(propertylist|residential|rental|rural|land|commercial|commercialland|business|holidayrental)[\s/>]/i
/** Formats that we can name, but not read. */
const OTHER_FORMATS: [RegExp, string][] = [
  [/<!doctype html|<html[\s>]/i, 'It’s a web page. Check the URL, or ask your CRM for the URL of the feed.'],
  [/<RETS[\s>]/i, 'It’s a RETS response. Ask your MLS for its RESO Web API, and send us the JSON.'],
  [
    /<(trovit|kyero|rss|feed|hotproperties)[\s>]/i,
    'It’s in a portal’s own XML format. Ask your CRM for REAXML or RESO JSON.',
  ],
  [
    /<edmx:Edmx[\s>]/i,
    'It’s the description of a RESO service, without listings. Use the URL of its Property resource.',
  ],
]

function itemsOf(text: string, format: FeedFormat, fetchedFrom: string | null): Generator<FeedItem> {
  if (format === 'json') return readReso(text)
  if (isBlm(text)) return readBlm(text, fetchedFrom)
  if (REAXML.test(text)) return readReaxml(text)
  const head = text.slice(0, 5_000)
  const other = OTHER_FORMATS.find(([mark]) => mark.test(head))
  const neither = 'This file is neither REAXML nor RESO JSON nor Rightmove BLM.'
  throw new UnreadableFeed(other ? `${neither} ${other[1]}` : neither)
}

/** Validates what a parser returned against the product's own schema. */
function checked(item: FeedItem): FeedItem {
  if (!isRead(item)) return item
  const parsed = Listing.safeParse(item.listing)
  if (parsed.success) return { ...item, listing: parsed.data }
  const [issue] = parsed.error.issues
  return {
    position: item.position,
    sourceKey: item.sourceKey,
    reason: `The ${String(issue?.path[0] ?? 'content')} isn’t valid.`,
  }
}

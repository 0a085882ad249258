import { type FeedItem, isRead, Listing } from '../listings/listing.ts'
import { decodeText } from './decode-text.ts'
import { readReaxml } from './reaxml.ts'
import { NotReso, readReso } from './reso.ts'

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
 * @throws UnreadableFeed
 */
export function* readFeed(bytes: Uint8Array): Generator<FeedItem> {
  const text = decodeText(bytes)
  const isJson = formatOf(bytes) === 'json'
  if (
    !isJson &&
    !/<([\w.-]+:)?(propertylist|residential|rental|rural|land|commercial|business|holidayrental)[\s/>]/i.test(
      text,
    )
  )
    throw new UnreadableFeed('This file is neither REAXML nor RESO JSON.')
  let count = 0
  try {
    for (const item of isJson ? readReso(text) : readReaxml(text)) {
      count += 1
      if (count > MOST_LISTINGS)
        throw new UnreadableFeed(
          `A file can have up to ${MOST_LISTINGS.toLocaleString('en-US')} listings. We didn’t import the rest: send it in another file.`,
        )
      yield checked(item)
    }
  } catch (error) {
    throw error instanceof NotReso ? new UnreadableFeed(error.message) : error
  }
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

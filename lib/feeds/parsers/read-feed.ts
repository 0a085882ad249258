import { type FeedItem, isRead, Listing } from '../listings/listing.ts'
import { decodeText } from './decode-text.ts'
import { readReaxml } from './reaxml.ts'
import { NotReso, readReso } from './reso.ts'

export type FeedFormat = 'xml' | 'json'

/** The file as a whole is none that we know; its message is for the agency. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed'
}

/** What a file of one workspace may bring at once. */
export const MOST_LISTINGS = 20_000

export function formatOf(bytes: Uint8Array): FeedFormat {
  // The first sign after marks and blanks; text in UTF-16 has zeros between.
  const head = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/[^!-~]/g, '')
  return head.startsWith('{') || head.startsWith('[') ? 'json' : 'xml'
}

/**
 * The listings of a file one after the other, each read or reported with a reason, in bounded memory beyond the text.
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
  let met = 0
  try {
    for (const item of isJson ? readReso(text) : readReaxml(text)) {
      met += 1
      if (met > MOST_LISTINGS)
        throw new UnreadableFeed(`A file may bring ${MOST_LISTINGS} listings at most; the rest was not read.`)
      yield checked(item)
    }
  } catch (error) {
    throw error instanceof NotReso ? new UnreadableFeed(error.message) : error
  }
}

/** Whatever a format's reader took for a listing is one by the product's own measure, or is reported. */
function checked(item: FeedItem): FeedItem {
  if (!isRead(item)) return item
  const parsed = Listing.safeParse(item.listing)
  if (parsed.success) return { ...item, listing: parsed.data }
  const [issue] = parsed.error.issues
  return {
    position: item.position,
    sourceKey: item.sourceKey,
    reason: `Its ${String(issue?.path[0] ?? 'content')} is not usable.`,
  }
}

import type { MessagePort } from 'node:worker_threads'
import type { FeedItem } from '../listings/listing.ts'
import { readFeed, UnreadableFeed } from './read-feed.ts'

/** The input of a thread, and the port for its messages. */
export type Task = { bytes: Uint8Array; fetchedFrom: string | null; batchSize: number; port: MessagePort }
/** `started` comes first, then one `items` per `next`. The last message is `end` or `unreadable`. */
export type FromThread =
  | { kind: 'started' }
  | { kind: 'items'; items: FeedItem[] }
  | { kind: 'end' }
  | { kind: 'unreadable'; reason: string }

/**
 * The entry point of a thread that reads feed files; see read-in-thread.ts. It reads the next listings only when asked, so
 * that a large file does not pile up in memory while its listings are stored.
 */
export default async function readInThread({ bytes, fetchedFrom, batchSize, port }: Task): Promise<void> {
  const send = (message: FromThread) => port.postMessage(message)
  const items = readFeed(bytes, fetchedFrom)
  const nextBatch = (): FromThread => {
    const batch: FeedItem[] = []
    try {
      for (let next = items.next(); !next.done; next = items.next()) {
        batch.push(next.value)
        if (batch.length === batchSize) break
      }
    } catch (error) {
      if (error instanceof UnreadableFeed) return { kind: 'unreadable', reason: error.message }
      throw error
    }
    return batch.length > 0 ? { kind: 'items', items: batch } : { kind: 'end' }
  }
  await new Promise<void>((resolve, reject) => {
    port.on('close', resolve)
    port.on('message', () => {
      try {
        const message = nextBatch()
        send(message)
        if (message.kind !== 'items') port.close()
      } catch (error) {
        reject(error as Error)
        port.close()
      }
    })
    send({ kind: 'started' })
  })
}

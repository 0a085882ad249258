import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import Piscina from 'piscina'
import type { FeedItem } from '../listings/listing'
import { UnreadableFeed } from './read-feed'
import type { FromThread, Task } from './reader-thread'

/** The base time limit for reading, in addition to the time per megabyte. */
const BASE_MS = 10_000
const MS_PER_MEGABYTE = 3_000
/** Two, so that a long file of one workspace does not hold up everyone else's. */
const MOST_THREADS = 2
const IDLE_MS = 60_000
/** A thread that needs more is terminated without affecting the process. */
const MOST_HEAP_MB = 512

type Options = {
  batchSize?: number
  /** The URL it was fetched from, if it was. */
  fetchedFrom?: string | null
  /** Terminates the thread when aborted while reading. */
  signal?: AbortSignal | undefined
  /** The time limit. By default it depends on the size of the file. */
  limitMs?: number
  /** For tests: the path of another entry point. */
  entry?: string
}

const held = globalThis as typeof globalThis & { marketTrakFeedThreads?: Piscina<Task, void> }

/**
 * Reads a file in its own thread, batch by batch. A file that takes too long or too much memory only ends its thread (R41).
 * Time in which the caller processes a batch does not count.
 * @throws UnreadableFeed
 */
export async function* readFeedInThread(
  bytes: Uint8Array,
  options: Options = {},
): AsyncGenerator<FeedItem[]> {
  const {
    batchSize = 200,
    fetchedFrom = null,
    signal,
    limitMs = timeLimitFor(bytes.length),
    entry = ENTRY,
  } = options
  const { port1: port, port2 } = new MessageChannel()
  const ending = new AbortController()
  const task = { bytes, fetchedFrom, batchSize, port: port2 }
  const run = threads().run(task, { transferList: [port2], signal: ending.signal, filename: fileUrl(entry) })
  const inbox = listen(port)
  const failed = run.then(
    () => new Promise<never>(() => {}),
    (error: unknown) => Promise.reject(asUnreadable(error)),
  )
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  // Both are raced against each message below. In between, no one awaits them.
  failed.catch(() => {})
  stopped.catch(() => {})
  let [leftMs, complete] = [limitMs, false]
  try {
    // Waiting for a free thread does not count.
    await Promise.race([inbox.next(), failed, stopped])
    for (;;) {
      const start = performance.now()
      port.postMessage('next')
      const message = await within(leftMs, Promise.race([inbox.next(), failed, stopped]))
      leftMs -= performance.now() - start
      complete = message.kind !== 'items'
      if (message.kind === 'unreadable') throw new UnreadableFeed(message.reason)
      if (message.kind !== 'items') return
      yield message.items
    }
  } finally {
    inbox.stop()
    port.close()
    // Terminates the thread, whatever it is doing. A thread that finished its file is reused.
    if (!complete) ending.abort()
  }
}

const timeLimitFor = (size: number) => BASE_MS + (size / 1_000_000) * MS_PER_MEGABYTE

const fileUrl = (path: string) => pathToFileURL(join(/* turbopackIgnore: true */ process.cwd(), path)).href

/**
 * The thread runs from source in every process: `next start`, `npm run worker` and tests (docs/decisions/0021). Node
 * itself strips the types, so the thread's imports need file extensions.
 */
const ENTRY = 'lib/feeds/parsers/reader-thread.ts'

function threads(): Piscina<Task, void> {
  held.marketTrakFeedThreads ??= new Piscina({
    minThreads: 0,
    maxThreads: MOST_THREADS,
    idleTimeout: IDLE_MS,
    // Tasks that share a thread would be terminated with it.
    concurrentTasksPerWorker: 1,
    // Without the loaders of the process.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    // The thread reads untrusted input and does not need the settings.
    env: { NODE_ENV: process.env.NODE_ENV ?? 'production' },
  })
  return held.marketTrakFeedThreads
}

/** Queues messages, including those that arrive before they are awaited. */
function listen(port: MessagePort) {
  const waiting: FromThread[] = []
  let take: ((message: FromThread) => void) | null = null
  port.on('message', (message: FromThread) => {
    if (take) take(message)
    else waiting.push(message)
    take = null
  })
  return {
    next: () =>
      new Promise<FromThread>((resolve) => {
        const first = waiting.shift()
        if (first) resolve(first)
        else take = resolve
      }),
    stop: () => port.removeAllListeners('message'),
  }
}

/** @throws UnreadableFeed when the message does not arrive in time */
async function within<T>(limitMs: number, message: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new UnreadableFeed(
      'This file takes too long to read. Split it into smaller files and try again.',
    )
    timer = setTimeout(() => reject(error), Math.max(0, limitMs))
  })
  return Promise.race([message, late]).finally(() => clearTimeout(timer))
}

function asUnreadable(error: unknown): unknown {
  const { code } = error as { code?: string }
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new UnreadableFeed(
        'This file needs too much memory to read. Split it into smaller files and try again.',
      )
    : error
}

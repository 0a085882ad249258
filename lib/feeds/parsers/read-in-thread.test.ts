import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import type { FeedItem } from '../listings/listing'
import { readFeed } from './read-feed'
import { readFeedInThread } from './read-in-thread'
import { bytesOf, file, sample } from './samples'

const HOSTILE = 'lib/feeds/parsers/testing/hostile-thread.ts'
const manyListings = bytesOf(file(...Array.from({ length: 1_500 }, (_, i) => sample({ id: `H${i}` }))))

async function all(batches: AsyncIterable<FeedItem[]>): Promise<FeedItem[][]> {
  const found: FeedItem[][] = []
  for await (const batch of batches) found.push(batch)
  return found
}

/** The longest time this process was blocked. */
async function longestBlockMs(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / 1_000_000
}

test('R41: readFeedInThread returns the same listings as readFeed, in batches', async () => {
  const batches = await all(readFeedInThread(manyListings, { batchSize: 400 }))
  expect(batches.map(({ length }) => length)).toEqual([400, 400, 400, 300])
  expect(batches.flat()).toEqual([...readFeed(manyListings)])
})

test('R41: readFeedInThread rejects a file that is not a feed with the message of readFeed', async () => {
  await expect(all(readFeedInThread(bytesOf('hello')))).rejects.toThrow('neither REAXML nor RESO JSON')
})

test('R41: 20 MB of unclosed comments neither block the process nor take long', async () => {
  const hostile = bytesOf(`<propertyList>${'<!--'.repeat(5_000_000)}`)
  await all(readFeedInThread(manyListings))
  const start = performance.now()
  // Reading in this process would block for that whole time.
  const blockedMs = await longestBlockMs(() => all(readFeedInThread(hostile)))
  expect(blockedMs).toBeLessThan((performance.now() - start) / 2 + 100)
  expect(performance.now() - start).toBeLessThan(30_000)
})

test('R41: reading stops at the time limit, and the next file is read', async () => {
  let beats = 0
  const heart = setInterval(() => {
    beats += 1
  }, 20)
  const reading = all(readFeedInThread(bytesOf('time'), { limitMs: 500, entry: HOSTILE }))
  await expect(reading).rejects.toThrow('This file takes too long to read.')
  clearInterval(heart)
  // The process was not blocked.
  expect(beats).toBeGreaterThan(5)
  expect((await all(readFeedInThread(bytesOf(file(sample()))))).flat()).toHaveLength(1)
})

test('R41: a file that needs too much memory ends its thread, and the next file is read', async () => {
  // Far more time than it needs, so that a busy machine does not run out of time before the thread runs out of memory.
  const reading = all(readFeedInThread(bytesOf('memory'), { entry: HOSTILE, limitMs: 150_000 }))
  await expect(reading).rejects.toThrow('This file needs too much memory to read.')
  expect((await all(readFeedInThread(bytesOf(file(sample()))))).flat()).toHaveLength(1)
}, 180_000)

test('R41: a caller that stops early, or is told to stop, ends the thread', async () => {
  for await (const batch of readFeedInThread(manyListings, { batchSize: 10 })) {
    expect(batch).toHaveLength(10)
    break
  }
  const stop = new AbortController()
  const reading = all(readFeedInThread(bytesOf('time'), { signal: stop.signal, entry: HOSTILE }))
  stop.abort(new Error('the worker is stopping'))
  await expect(reading).rejects.toThrow('the worker is stopping')
  expect((await all(readFeedInThread(bytesOf(file(sample()))))).flat()).toHaveLength(1)
})

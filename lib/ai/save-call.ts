import { system } from '@/db/client'
import { aiCalls } from '@/db/schema'

type Call = typeof aiCalls.$inferInsert
type Waiting = { call: Call; resolve: () => void; reject: (error: unknown) => void }

let waiting: Waiting[] = []

/**
 * Writes one call of a model down; resolves when it is. Those of one turn of the event loop are written together: the posts
 * of a large file are a hundred calls that end at once.
 */
export function saveCall(call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(writeWaiting)
    waiting.push({ call, resolve, reject })
  })
}

async function writeWaiting(): Promise<void> {
  const some = waiting
  waiting = []
  try {
    await system()
      .insert(aiCalls)
      .values(some.map(({ call }) => call))
    for (const { resolve } of some) resolve()
  } catch {
    // One that cannot be written does not take the others with it.
    for (const { call, resolve, reject } of some)
      await system().insert(aiCalls).values(call).then(resolve, reject)
  }
}

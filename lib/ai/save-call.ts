import { system } from '@/db/client'
import { aiCalls } from '@/db/schema'

type Call = typeof aiCalls.$inferInsert
type Waiting = { call: Call; resolve: () => void; reject: (error: unknown) => void }

let waiting: Waiting[] = []

/**
 * Saves one model call and resolves when it is stored. Calls of one turn of the event loop are inserted together, because
 * the posts of a large file are a hundred calls that end at the same time.
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
    // One that cannot be stored does not fail the others.
    for (const { call, resolve, reject } of some)
      await system().insert(aiCalls).values(call).then(resolve, reject)
  }
}

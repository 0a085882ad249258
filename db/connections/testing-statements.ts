import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { STATEMENTS } from './bounded-pool.ts'

/** The statements that `work` sends through the pool, in order. `begin` and `commit` are the driver's and not among them. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const note = (text: unknown) => void sent.push(String(text))
  subscribe(STATEMENTS, note)
  try {
    await work()
  } finally {
    unsubscribe(STATEMENTS, note)
  }
  return sent
}

/** A suspect that takes longer than this is not what ends a process quickly, so the next one need not wait for it. */
const LONGEST_WAIT_MS = 20_000

let previous: Promise<unknown> = Promise.resolve()

/**
 * Runs jobs that were under way when their process died one after the other. The one that ends the process again then
 * does not count against the others, which only happened to run beside it.
 */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = previous
  const running = waitFor(turn).then(work)
  previous = running.catch(() => {})
  return running
}

async function waitFor(turn: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS)
  })
  await Promise.race([turn, limit])
  clearTimeout(timer)
}

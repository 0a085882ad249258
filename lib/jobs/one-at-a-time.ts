/** A job that runs longer than this is not one that crashes its process quickly, so the next one need not wait. */
const LONGEST_WAIT_MS = 20_000

let previous: Promise<unknown> = Promise.resolve()

/**
 * Runs jobs that were interrupted by a crash one at a time. The job that crashes the process again then does not count
 * against the others that happened to run at the same time.
 */
export function runOneAtATime<T>(work: () => Promise<T>): Promise<T> {
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

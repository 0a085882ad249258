/**
 * Long enough for the reads of a page on a busy server. People see a finished page after this time as immediate, and a
 * skeleton that is replaced before it would only flash.
 */
const LIMIT_MS = 400

/**
 * Waits until the reads have ended, whether they succeeded or not, but not longer than a page may hold back its first screen.
 * Then the page is rendered and sent once, without skeletons. What takes longer streams in later.
 */
export async function settledSoon(...reads: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS)
  })
  await Promise.race([Promise.allSettled(reads), limit])
  clearTimeout(timer)
}

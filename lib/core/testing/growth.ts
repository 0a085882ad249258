/**
 * For tests: shows that work grows in proportion to its input. Absolute times say little on a shared machine, so each size
 * is compared with four times that size: linear work takes about 4 times as long, quadratic work 16 times.
 */

/** The smaller size of each pair; the larger ones are 10 kB, 100 kB and 1 MB. A pair runs if the previous one passed. */
const SIZES = [2_500, 25_000, 250_000] as const
/** The larger size is ten times the smaller, so quadratic work takes 100 times as long. */
const QUADRATIC_STEP = 100
const MOST_GROWTH = 8
/** Times below this are noise. A pair whose larger time is under 8 times this always passes. */
const FLOOR_MS = 10
const MOST_TRIES = 4

export type Work = (input: string) => unknown

/**
 * Describes super-linear growth of `work` on inputs from `inputOf`; null if growth is linear.
 * @param longest characters of an input that `work` reads; longer inputs would all be the same to it
 */
export async function tooMuchGrowth(
  work: Work,
  inputOf: (size: number) => string,
  longest = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  for (const size of SIZES) {
    if (4 * size > longest) return null
    const [small, large] = [inputOf(size), inputOf(4 * size)]
    let smallMs = 0
    let largeMs = await timeOf(work, large)
    const isTooMuch = () => largeMs >= MOST_GROWTH * Math.max(smallMs, FLOOR_MS)
    for (let tries = 0; tries < MOST_TRIES && isTooMuch(); tries += 1) {
      // The best of several runs, because the machine is shared.
      const again = await timeOf(work, small)
      smallMs = tries === 0 ? again : Math.min(smallMs, again)
      if (isTooMuch()) largeMs = Math.min(largeMs, await timeOf(work, large))
    }
    if (isTooMuch())
      return `${size} characters take ${smallMs.toFixed(1)} ms, ${4 * size} take ${largeMs.toFixed(1)} ms`
    // So fast that even quadratic work would pass at the next size, so we skip it.
    if (largeMs * QUADRATIC_STEP < MOST_GROWTH * FLOOR_MS) return null
  }
  return null
}

async function timeOf(work: Work, input: string): Promise<number> {
  const start = process.threadCpuUsage()
  try {
    await work(input)
  } catch {
    // Refusing the input is fine; only the time counts.
  }
  // CPU time, so waiting for other programs does not count.
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1_000
}

/** `piece` repeated between a start and an end. */
export const repeated =
  (piece: string, before = '', after = '') =>
  (size: number): string =>
    before + piece.repeat(Math.ceil(size / piece.length)) + after

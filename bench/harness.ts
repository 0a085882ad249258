/** What the callers completed, each repeating as soon as it got an answer. */
export type Load = { count: number; perSecond: number; waitsMs: number[] }
export type Drive = { callers: number; forMs: number }

/** Runs `step` with `callers` concurrent callers until the time is up, and waits for the last answer. */
export async function drive({ callers, forMs }: Drive, step: () => Promise<unknown>): Promise<Load> {
  const waitsMs: number[] = []
  const startedAt = performance.now()
  const caller = async () => {
    let askedAt = performance.now()
    while (askedAt - startedAt < forMs) {
      await step()
      const answeredAt = performance.now()
      waitsMs.push(answeredAt - askedAt)
      askedAt = answeredAt
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - startedAt) / 1000
  return { count: waitsMs.length, perSecond: waitsMs.length / seconds, waitsMs }
}

/**
 * Measures candidates in turns, so that other load on the machine affects all of them equally; every second round runs
 * in reverse order. Each has one unmeasured turn first, to warm up caches, query plans and the compiler.
 */
export async function interleave<Name extends string, Result>(
  rounds: number,
  rivals: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(rivals) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (const name of names) await rivals[name]()
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed()
    for (const name of order) results[name].push(await rivals[name]())
  }
  return results
}

/**
 * The median over the rounds of `a` divided by `b` of the same round, so that slow phases of the machine cancel out.
 */
export function ratio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)))
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((x, y) => x - y)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return low + (high - low) * (at - Math.floor(at))
}

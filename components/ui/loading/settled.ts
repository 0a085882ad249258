/** What became of a read. */
export type Settled<T> = { value: T } | { error: unknown }

/** Waits for a read. If it fails, its section shows that, and the rest of the page doesn't. */
export const settle = <T>(read: Promise<T>): Promise<Settled<T>> =>
  read.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/** What was read; throws if it failed. */
export function unwrap<T>(settled: Settled<T>): T {
  if ('error' in settled) throw settled.error
  return settled.value
}

/** A value that is there, or the promise of it. */
export type Soon<T> = { value: T } | { pending: Promise<T> }

/**
 * Waits for a value, but no longer than `withinMs`. A page that is sent with its data needs no placeholders: React renders one
 * for everything that it has to wait for, even if it is there a moment later. By default it only waits for what is already known.
 */
export async function soon<T>(pending: Promise<T>, withinMs = 0): Promise<Soon<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, withinMs, null)
  })
  const found = await Promise.race([settle(pending), late])
  clearTimeout(timer)
  return found && 'value' in found ? found : { pending }
}

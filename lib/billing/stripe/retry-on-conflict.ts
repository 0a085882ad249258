import { assert } from '@/lib/core/assert'

/** More than two writers of one row at the same moment are rare, eight in a row are a fault. */
const MOST_ATTEMPTS = 8

export const CONFLICT = Symbol('conflict')

/**
 * Repeats an attempt that answers `CONFLICT`: it read our row, then Stripe, then wrote, and somebody else wrote in between.
 * Whoever writes last has read last, so an old picture of Stripe never stays, whatever order deliveries come in (R30).
 * No lock is held while Stripe is asked.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T | typeof CONFLICT>): Promise<T> {
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const result = await attempt()
    if (result !== CONFLICT) return result
  }
  assert(false, 'a row is not written by others all the time')
}

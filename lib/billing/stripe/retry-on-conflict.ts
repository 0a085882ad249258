import { assert } from '@/lib/core/assert'

/** More than two concurrent writers of a row are rare; eight conflicts in a row are a bug. */
const MOST_ATTEMPTS = 8

export const CONFLICT = Symbol('conflict')

/**
 * Repeats an attempt that returns `CONFLICT`: it read our row, then Stripe, and the row changed before it wrote. The last
 * writer has read Stripe last, so outdated state never stays, whatever order webhooks arrive in (R30). No lock is held
 * during requests to Stripe.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T | typeof CONFLICT>): Promise<T> {
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const result = await attempt()
    if (result !== CONFLICT) return result
  }
  assert(false, 'a row does not change all the time')
}

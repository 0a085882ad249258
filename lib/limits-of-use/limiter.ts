import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { system } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { tooOften } from './labels'
import { limitOf, type UseName, WINDOW_SECONDS } from './limits'

/**
 * Counts uses against the limits of limits.ts, in PostgreSQL, so that a limit holds over all processes. Counting and
 * deciding are one statement: of 40 requests at the same moment exactly as many pass as the limit allows. Do not call it
 * inside a transaction: it takes a connection of its own.
 */

type Limiter = Pick<RateLimiterDrizzle, 'consume' | 'reward'>
export type UseOutcome = { ok: true } | { ok: false; retryAfterSeconds: number }
export type Use = { name: UseName; subject: string | number }

const held = globalThis as typeof globalThis & { marketTrakLimiters?: Map<UseName, Limiter> }

function limiterOf(name: UseName): Limiter {
  held.marketTrakLimiters ??= new Map()
  const known = held.marketTrakLimiters.get(name)
  if (known) return known
  const { most, per } = limitOf(name)
  const options = { keyPrefix: name, points: most, duration: WINDOW_SECONDS[per] }
  const limiter = new RateLimiterDrizzle({
    ...options,
    storeClient: system(),
    schema: rateLimits,
    // Once a subject is over the limit, the table is not asked about it again until its window ends.
    inMemoryBlockOnConsumed: most + 1,
    // Without the database a process counts on its own.
    insuranceLimiter: new RateLimiterMemory(options),
    // Old rows are removed by a job (prune-limits.ts), not by a timer for each limit.
    clearExpiredByTimeout: false,
  })
  held.marketTrakLimiters.set(name, limiter)
  return limiter
}

/** Counts a use, or says when the next one is possible. Windows are fixed: a refused use does not extend the wait. */
export async function tryUse(name: UseName, subject: string | number, units = 1): Promise<UseOutcome> {
  try {
    await limiterOf(name).consume(subject, units)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) }
  }
}

/** @throws Refusal `rate.limited`, which says what the limit is, with `retryAfterSeconds` in its details */
export async function countUse(name: UseName, subject: string | number, units = 1): Promise<void> {
  const outcome = await tryUse(name, subject, units)
  if (!outcome.ok) throw tooOften(limitOf(name), outcome.retryAfterSeconds)
}

/** Counts several uses in their order and stops at the first limit, so that a refused use is not counted for the rest. */
export async function countUses(uses: readonly Use[]): Promise<void> {
  for (const { name, subject } of uses) await countUse(name, subject)
}

/** Gives back a use that turned out to be none, such as an email that was not sent. */
export async function returnUse(name: UseName, subject: string | number, units = 1): Promise<void> {
  await limiterOf(name).reward(subject, units)
}

/** Forgets what this process holds in memory; for tests that clear the table. */
export function forgetLimiters(): void {
  held.marketTrakLimiters = undefined
}

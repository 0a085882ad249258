import { sql } from 'drizzle-orm'
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { system } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { rateLimitRefusal } from './labels'
import { limitOf, type UseName, WINDOW_SECONDS } from './limits'

/**
 * Counts uses toward the limits of limits.ts, in PostgreSQL, so that a limit applies across all processes. Counting and
 * deciding are one statement: out of 40 simultaneous requests, exactly as many pass as the limit allows. Do not call it
 * inside a transaction, because it uses its own connection.
 */

type Limiter = Pick<RateLimiterDrizzle, 'consume' | 'reward'>
/** What is left of a limit after a use. */
export type UseState = {
  name: UseName
  most: number
  windowSeconds: number
  remaining: number
  resetSeconds: number
}
export type UseOutcome =
  | { ok: true; state: UseState }
  | { ok: false; state: UseState; retryAfterSeconds: number }
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
    // Once a subject is over its limit, the table is not queried again until the window ends.
    inMemoryBlockOnConsumed: most + 1,
    // Without the database, each process counts on its own.
    insuranceLimiter: new RateLimiterMemory(options),
    // Old rows are removed by a job (prune-limits.ts), not by a timer for each limit.
    clearExpiredByTimeout: false,
  })
  held.marketTrakLimiters.set(name, limiter)
  return limiter
}

/**
 * Counts a use, or returns when the next one is possible. Windows are fixed: a refused use does not extend the wait.
 */
export async function tryUse(name: UseName, subject: string | number, units = 1): Promise<UseOutcome> {
  try {
    return { ok: true, state: stateOf(name, await limiterOf(name).consume(subject, units)) }
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const state = stateOf(name, error)
    return { ok: false, state, retryAfterSeconds: state.resetSeconds }
  }
}

function stateOf(name: UseName, { remainingPoints, msBeforeNext }: RateLimiterRes): UseState {
  const { most, per } = limitOf(name)
  return {
    name,
    most,
    windowSeconds: WINDOW_SECONDS[per],
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  }
}

/** @throws Refusal `rate.limited`, which says what the limit is, with `retryAfterSeconds` in its details */
export async function countUse(name: UseName, subject: string | number, units = 1): Promise<void> {
  const outcome = await tryUse(name, subject, units)
  if (!outcome.ok) throw rateLimitRefusal(limitOf(name), outcome.retryAfterSeconds)
}

/**
 * Counts several uses in order and stops at the first limit, so that a refused use does not count toward the others.
 * `onState` gets the state of each limit, including the one that refuses.
 */
export async function countUses(
  uses: readonly Use[],
  onState: (state: UseState) => void = () => {},
): Promise<void> {
  for (const { name, subject } of uses) {
    const outcome = await tryUse(name, subject)
    onState(outcome.state)
    if (!outcome.ok) throw rateLimitRefusal(limitOf(name), outcome.retryAfterSeconds)
  }
}

/** Returns a use that did not happen, such as an email that was not sent. */
export async function returnUse(name: UseName, subject: string | number, units = 1): Promise<void> {
  await limiterOf(name).reward(subject, units)
}

/** Clears this process's memory of limits; for tests that clear the table. */
export function forgetLimiters(): void {
  held.marketTrakLimiters = undefined
}

/** Removes windows and slots that ended over an hour ago. Returns how many rows. */
export async function pruneLimits(): Promise<number> {
  const old = sql`now() - interval '1 hour'`
  const uses = await system().execute(sql`delete from rate_limits where expire < ${old} returning 1`)
  const slots = await system().execute(sql`delete from use_slots where expire < ${old} returning 1`)
  return uses.length + slots.length
}

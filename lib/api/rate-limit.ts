import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { system } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'

/** Requests of one key a minute, over all processes together. */
export const REQUESTS_A_MINUTE = 300

type Limiter = Pick<RateLimiterDrizzle, 'consume'>
const held = globalThis as typeof globalThis & { marketTrakApiLimiter?: Limiter }

function limiter(): Limiter {
  held.marketTrakApiLimiter ??= new RateLimiterDrizzle({
    storeClient: system(),
    schema: rateLimits,
    keyPrefix: 'api',
    points: REQUESTS_A_MINUTE,
    duration: 60,
    // Beyond the limit the table is not asked again until the minute is over.
    inMemoryBlockOnConsumed: REQUESTS_A_MINUTE,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: 'api', points: REQUESTS_A_MINUTE, duration: 60 }),
  })
  return held.marketTrakApiLimiter
}

/** @throws Refusal `rate.limited` with the seconds to wait */
export async function countRequest(keyId: string): Promise<void> {
  try {
    await limiter().consume(keyId)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new Refusal('rate.limited', `At most ${REQUESTS_A_MINUTE} requests a minute. Wait and go on.`, {
      retryAfterSeconds,
    })
  }
}

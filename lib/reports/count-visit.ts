import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { system } from '@/db/client'
import { rateLimits } from '@/db/schema'

/** Shared links opened from one address in a minute, over all processes together. */
export const VISITS_A_MINUTE = 60

type Limiter = Pick<RateLimiterDrizzle, 'consume'>
const held = globalThis as typeof globalThis & { marketTrakShareLimiter?: Limiter }

function limiter(): Limiter {
  held.marketTrakShareLimiter ??= new RateLimiterDrizzle({
    storeClient: system(),
    schema: rateLimits,
    keyPrefix: 'share',
    points: VISITS_A_MINUTE,
    duration: 60,
    inMemoryBlockOnConsumed: VISITS_A_MINUTE,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: 'share', points: VISITS_A_MINUTE, duration: 60 }),
  })
  return held.marketTrakShareLimiter
}

/** Whether this visit is still within what one address may ask for. */
export async function countVisit(address: string): Promise<boolean> {
  try {
    await limiter().consume(address)
    return true
  } catch (error) {
    if (error instanceof RateLimiterRes) return false
    throw error
  }
}

import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { system } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'

/** Files of one feed a minute: a CRM that sends each listing by itself stays below it. */
export const FILES_A_MINUTE = 60

const held = globalThis as typeof globalThis & {
  marketTrakPushLimiter?: Pick<RateLimiterDrizzle, 'consume'>
}

function limiter() {
  const shared = { keyPrefix: 'feed', points: FILES_A_MINUTE, duration: 60 }
  held.marketTrakPushLimiter ??= new RateLimiterDrizzle({
    ...shared,
    storeClient: system(),
    schema: rateLimits,
    inMemoryBlockOnConsumed: FILES_A_MINUTE,
    insuranceLimiter: new RateLimiterMemory(shared),
  })
  return held.marketTrakPushLimiter
}

/** @throws Refusal `rate.limited` with the seconds to wait */
export async function countFile(feedId: string): Promise<void> {
  try {
    await limiter().consume(feedId)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new Refusal('rate.limited', `At most ${FILES_A_MINUTE} files a minute. Wait and go on.`, {
      retryAfterSeconds,
    })
  }
}

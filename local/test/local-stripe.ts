import { startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { disconnect } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'

/** A local Stripe for a file of database tests, which the product speaks to from now on. */
export async function startLocalStripe(): Promise<TestStripe> {
  const local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
  return local
}

/** Ends it, and the connections of the product. */
export async function stopLocalStripe(local: TestStripe): Promise<void> {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
}

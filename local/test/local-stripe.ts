import { startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { disconnect } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'

/** Starts a local Stripe for a database test file and configures the product to use it. */
export async function startLocalStripe(): Promise<TestStripe> {
  const local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
  return local
}

/** Stops it and closes the product's connections. */
export async function stopLocalStripe(local: TestStripe): Promise<void> {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
}

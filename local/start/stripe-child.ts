import { join } from 'node:path'
import { type Child, startChild } from './children'
import type { StartSettings } from './settings/settings'

/** Runs in its own process like the real Stripe: it can be slow or crash without affecting us. */
export function startStripeChild({ dataDir, ports }: StartSettings, env: NodeJS.ProcessEnv): Child {
  return startChild({
    name: 'stripe',
    dataDir,
    args: ['--import', 'tsx', 'packages/stripe-emulator/src/server.ts'],
    env: {
      PATH: env.PATH,
      NODE_ENV: env.NODE_ENV,
      STRIPE_LOCAL_PORT: String(ports.stripe),
      STRIPE_LOCAL_DATA: join(dataDir, 'stripe.json'),
      STRIPE_LOCAL_WEBHOOK_URL: `http://127.0.0.1:${ports.web}/api/stripe/webhook`,
      STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    },
  })
}

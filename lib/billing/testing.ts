import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { subscriptions } from '@/db/schema'
import type { MemberRole } from '@/db/schema/people/people'
import type { WorkspaceContext } from '@/lib/core/context'
import { makeWorkspace } from '@/lib/credits/testing'
import { recordStripeOwner } from './stripe/stripe-owner'

/** Scenario builders for tests of metering and billing. */

/** The settings of the product, as in local development. */
export function setTestEnv(over: Record<string, string> = {}): void {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Market Trak <hello@market-trak.test>',
    ...over,
  })
}

/** A workspace on a plan, with the context of its owner. */
export async function makeSubscriber(
  planKey: string,
  allowance: number,
  over: Partial<typeof subscriptions.$inferInsert> & { role?: MemberRole } = {},
): Promise<WorkspaceContext> {
  const { role = 'owner', ...row } = over
  await seedCatalog(system())
  const { workspaceId, userId } = await makeWorkspace({ allowance })
  await recordStripeOwner(workspaceId, [row.stripeCustomerId])
  await system()
    .insert(subscriptions)
    .values({ workspaceId, planKey, status: 'active', ...row })
  return { workspaceId, userId, role }
}

export async function subscriptionOf(workspaceId: number) {
  const [row] = await system().select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId))
  if (!row) throw new Error('no subscription')
  return row
}

import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { openWorkspace } from '@/lib/workspaces/open-workspace'

export async function makeCustomerWorkspace(seed: number): Promise<WorkspaceContext> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@chaos.test`, name: 'Chaos' })
    .returning()
  if (!user) throw new Error('no user was added')
  const { workspaceId } = await openWorkspace({ userId: user.id, name: `Scenario ${seed}`, timeZone: 'UTC' })
  return { workspaceId, userId: user.id, role: 'owner' }
}

/** Ended runs must not affect the next one, whose Stripe account knows nothing of them. */
export async function clearEarlierRuns(): Promise<void> {
  await system().execute(sql`delete from webhook_events`)
  await system().execute(sql`delete from billing_findings`)
  await system().execute(sql`delete from purchases`)
  await system().execute(sql`delete from auto_top_up_months`)
  await system().execute(sql`delete from auto_top_ups`)
  await system().execute(sql`delete from former_customers`)
  await system().execute(
    sql`update subscriptions set stripe_customer_id = null, stripe_subscription_id = null`,
  )
}

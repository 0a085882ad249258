import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { PlanMode } from '@/db/schema/billing/catalog'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { makeWorkspace } from '@/lib/credits/testing'

/** Scenario builders for database tests of metered work. */

/** Puts `agency` on a plan of either mode. Safe to repeat. */
export async function preparePlans(): Promise<void> {
  await system().execute(sql`insert into plans
      (family, key, name, mode, monthly_price_cents, annual_price_cents, allowance_credits, reports_limit, emails_limit, contacts_limit, position)
    values ('test-credits', 'test-credits', 'Test', 'credits', 100, 1000, 100, null, null, null, 90),
      ('test-limits', 'test-limits', 'Test', 'limits', 100, 1000, 0, 2, 10, 10, 91) on conflict do nothing`)
}

type Price = { credits: number; per?: number; minimum?: number }

/** Creates the plans and a rate card with these prices. */
export async function preparePrices(prices: Partial<Record<ActionKey, Price>>): Promise<void> {
  await preparePlans()
  await system().execute(
    sql`insert into rate_cards (version, effective_at) values (1, '2020-01-01') on conflict do nothing`,
  )
  for (const [action, { credits, per = 1, minimum = 0 }] of Object.entries(prices)) {
    await system().execute(sql`insert into rate_card_prices (version, action, credits, per, minimum)
      values (1, ${action}, ${credits}, ${per}, ${minimum}) on conflict do nothing`)
  }
}

/** A workspace on one of the plans, as seen by its owner. */
export async function agency(mode: PlanMode = 'credits', allowance = 100): Promise<WorkspaceContext> {
  const made = await makeWorkspace({ allowance: mode === 'limits' ? 0 : allowance })
  await system().execute(
    sql`insert into subscriptions (workspace_id, plan_key, status) values (${made.workspaceId}, ${`test-${mode}`}, 'active')`,
  )
  return { ...made, role: 'owner' }
}

/** The ledger's figures: credits left and held, and the number of entries. */
export async function balance({ workspaceId }: WorkspaceContext) {
  const { allowanceLeft, extraLeft, held, seq } = await readAccount(workspaceId)
  return { left: allowanceLeft + extraLeft, held, entries: seq }
}

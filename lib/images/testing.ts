import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read'
import { makeWorkspace } from '@/lib/credits/testing'

/** Scenario builders for the database tests of images. */

export async function prepareCatalogue(): Promise<void> {
  const db = system()
  await db.execute(
    sql`insert into rate_cards (version, effective_at) values (1, '2020-01-01') on conflict do nothing`,
  )
  await db.execute(sql`insert into rate_card_prices (version, action, credits, per, minimum)
    values (1, 'image.generate', 20, 1, 20), (1, 'image.regenerate', 10, 1, 10), (1, 'image.edit', 5, 1, 5)
    on conflict do nothing`)
  await db.execute(sql`insert into plans
      (family, key, name, mode, monthly_price_cents, annual_price_cents, allowance_credits, reports_limit, emails_limit, contacts_limit, position)
    values ('test-credits', 'test-credits', 'Test', 'credits', 100, 1000, 100, null, null, null, 90)
    on conflict do nothing`)
}

export async function agency(allowance = 100): Promise<WorkspaceContext> {
  const made = await makeWorkspace({ allowance })
  await system().execute(
    sql`insert into subscriptions (workspace_id, plan_key, status) values (${made.workspaceId}, 'test-credits', 'active')`,
  )
  return { ...made, role: 'owner' }
}

/** A brief at the price that the form would show now. */
export const asked = (
  over: { id?: string; quotedCredits?: number; headline?: string; photoId?: string | null } = {},
) => ({
  id: randomUUID(),
  quotedCredits: 20,
  headline: 'A garden home near Green Lake',
  address: '8215 Ashworth Ave N, Seattle',
  price: '$845,000',
  details: '4 bed, 2.5 bath',
  badge: 'Just listed',
  wish: 'a modern home',
  format: 'square' as const,
  photoId: null,
  ...over,
})

export async function balance({ workspaceId }: WorkspaceContext) {
  const { allowanceLeft, extraLeft, held, seq } = await readAccount(workspaceId)
  return { left: allowanceLeft + extraLeft, held, entries: seq }
}

import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { seedSales } from '@/db/seed-sales'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read'
import { makeWorkspace } from '@/lib/credits/testing'
import { quote } from '@/lib/metering/metered'
import type { RequestValuationInput } from './home-input'

/** Scenario builders for the database tests of valuations. */

/** What every workspace needs around it: the sales of some areas, so that training takes a second, and a rate card. */
export async function prepareCatalogue(): Promise<void> {
  await seedSales(process.env.DATABASE_URL ?? '')
  const db = system()
  await db.execute(sql`delete from sales where zip_code not in ('98103', '98115', '98105')`)
  await db.execute(
    sql`insert into rate_cards (version, effective_at) values (1, '2020-01-01') on conflict do nothing`,
  )
  await db.execute(sql`insert into rate_card_prices (version, action, credits, per, minimum)
    values (1, 'valuation.instant', 20, 1, 20) on conflict do nothing`)
  await db.execute(sql`insert into plans
      (family, key, name, mode, monthly_price_cents, annual_price_cents, allowance_credits, reports_limit, emails_limit, contacts_limit, position)
    values ('test-credits', 'test-credits', 'Test', 'credits', 100, 1000, 100, null, null, null, 90),
      ('test-limits', 'test-limits', 'Test', 'limits', 100, 1000, 0, 2, 10, 10, 91) on conflict do nothing`)
}

export async function agency(
  mode: 'credits' | 'limits' = 'credits',
  allowance = 100,
): Promise<WorkspaceContext> {
  const made = await makeWorkspace({ allowance: mode === 'limits' ? 0 : allowance })
  await system().execute(
    sql`insert into subscriptions (workspace_id, plan_key, status) values (${made.workspaceId}, ${`test-${mode}`}, 'active')`,
  )
  return { ...made, role: 'owner' }
}

/** A request for an ordinary house in Wallingford, at the price that the form would show now. */
export async function asked(
  ctx: WorkspaceContext,
  over: Partial<RequestValuationInput> = {},
): Promise<RequestValuationInput> {
  const { credits } = await quote(ctx, 'valuation.instant')
  return {
    id: randomUUID(),
    label: '12 Test Lane',
    zipCode: '98103',
    latitude: 47.664,
    longitude: -122.336,
    livingSqft: 1_720,
    basementSqft: 400,
    lotSqft: 3_800,
    bedrooms: 3,
    bathrooms: 1.75,
    floors: 1.5,
    yearBuilt: 1925,
    yearRenovated: 0,
    condition: 4,
    grade: 7,
    view: 0,
    waterfront: false,
    valuedOn: '2015-04-01',
    quotedCredits: credits,
    ...over,
  }
}

export async function balance({ workspaceId }: WorkspaceContext) {
  const { allowanceLeft, held, seq } = await readAccount(workspaceId)
  return { left: allowanceLeft, held, entries: seq }
}

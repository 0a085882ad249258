import { randomUUID } from 'node:crypto'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { seedSales } from '@/db/seed-sales'
import { builtInModel } from '@/lib/ai/built-in/model'
import type { ChosenModel } from '@/lib/ai/language-model'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read'
import { makeWorkspace } from '@/lib/credits/testing'
import { quote } from '@/lib/metering/metered'
import type { Area } from './area'
import type { RequestReportInput } from './report-input'

/** Scenario builders for the database tests of reports. */

export const writer: ChosenModel = { model: builtInModel, label: 'the built-in writer', builtIn: true }

/** A model of another provider that does as the test says. */
export function modelThat(answer: LanguageModelV4['doGenerate']): ChosenModel {
  return { model: { ...builtInModel, doGenerate: answer }, label: 'test/model', builtIn: false }
}

/** What every workspace needs around it: recorded sales, a rate card, a plan of either mode. */
export async function prepareCatalogue(): Promise<void> {
  await seedSales(process.env.DATABASE_URL ?? '')
  const db = system()
  await db.execute(
    sql`insert into rate_cards (version, effective_at) values (1, '2020-01-01') on conflict do nothing`,
  )
  await db.execute(sql`insert into rate_card_prices (version, action, credits, per, minimum)
    values (1, 'report.generate', 20, 1, 20) on conflict do nothing`)
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

export const zip = (zipCode: string): Area => ({ kind: 'zip', zipCode })

/** A request at the price that the form would show now. */
export async function asked(
  ctx: WorkspaceContext,
  over: Partial<RequestReportInput> = {},
): Promise<RequestReportInput> {
  const { credits } = await quote(ctx, 'report.generate')
  const period = { periodFrom: '2015-01-01', periodTo: '2015-03-31' }
  return { id: randomUUID(), area: zip('98103'), ...period, quotedCredits: credits, ...over }
}

export async function balance({ workspaceId }: WorkspaceContext) {
  const { allowanceLeft, held, seq } = await readAccount(workspaceId)
  return { left: allowanceLeft, held, entries: seq }
}

import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { makeWorkspace } from '@/lib/credits/testing'
import { ContactInput } from './contact-input'

/** Scenario builders for the database tests of contacts. */

export async function preparePlans(): Promise<void> {
  await system().execute(sql`insert into plans
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

/** A contact as the form would send it. */
export const contact = (over: Record<string, unknown> = {}): ContactInput =>
  ContactInput.parse({
    id: randomUUID(),
    email: 'Ann.Lee@Example.com ',
    firstName: 'Ann',
    lastName: 'Lee',
    phone: '',
    tags: 'Buyer, first home',
    consentSource: 'Open house',
    consentAt: '2026-01-05',
    ...over,
  })

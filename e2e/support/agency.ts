import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import postgres from 'postgres'
import type { MemberRole } from '@/db/schema/people/people'
import { waitUntilInteractive } from './interactive'
import { product } from './product'

export type Agency = { workspaceId: number; userId: number; sessionToken: string }
type AgencyOptions = {
  plan?: string
  status?: 'active' | 'trialing'
  allowance?: number
  role?: MemberRole
  /** Initial credits; the allowance by default. */
  left?: number
}

let connected: postgres.Sql | undefined

/** Runs queries on the product's database. One pool serves all tests of a process. */
export function withDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  connected ??= postgres(product().databaseUrl, { max: 3, idle_timeout: 2, onnotice: () => {} })
  return work(connected)
}

/** Creates an agency for one test, with a signed-in member, so concurrent tests never share a balance. */
export const makeAgency = (options: AgencyOptions = {}): Promise<Agency> =>
  withDatabase((sql) => makeAgencyIn(sql, options))

/** The same in another database. */
export async function makeAgencyIn(sql: postgres.Sql, options: AgencyOptions = {}): Promise<Agency> {
  const { plan = 'growth', status = 'active', allowance = 2_000, role = 'owner', left = allowance } = options
  const sessionToken = randomBytes(32).toString('hex')
  return sql.begin(async (tx) => {
    const [workspace] = await tx`insert into workspaces (name) values ('Test agency') returning id`
    const [user] = await tx`insert into users (email, name, current_workspace_id, email_verified_at)
        values (${`${randomUUID()}@agency.test`}, 'Terry Tester', ${workspace?.id}, now()) returning id`
    const ids = { workspaceId: Number(workspace?.id), userId: Number(user?.id) }
    const { workspaceId, userId } = ids
    await tx`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`
    const ends = status === 'trialing' ? new Date(Date.now() + 9 * 86_400_000) : null
    await tx`insert into subscriptions (workspace_id, plan_key, status, trial_ends_at)
        values (${workspaceId}, ${plan}, ${status}, ${ends})`
    // Its first cycle started a week ago with `left` credits granted, as if the rest came from another plan.
    await tx`insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance, cycle_allowance, granted,
          allowance_left, seq, spend_until, funded_until)
        values (${workspaceId}, now() - interval '7 days', now() - interval '7 days', now() - interval '7 days' + interval '1 month',
          ${allowance}, ${allowance}, ${allowance}, ${left}, ${left > 0 ? 1 : 0}, ${ends}, ${ends})`
    if (left > 0) {
      await tx`insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
            actor_id, action, units, rate_version, subject_kind, subject_id)
          values (${workspaceId}, 1, now() - interval '7 days', 3, ${left}, 0, ${left}, ${randomUUID()}, 0, 0, 0, 0, 0, 8,
            '00000000-0000-0000-0000-000000000000')`
    }
    const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
    await tx`insert into auth_sessions (token_hash, user_id, expires_at)
        values (${tokenHash}, ${userId}, now() + interval '1 day')`
    return { ...ids, sessionToken }
  })
}

/** Records the start of an agency's cycle, where explanations and checks of the ledger begin. */
export const beginCycle = (sql: postgres.Sql, { workspaceId }: Agency) =>
  sql`insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
    select workspace_id, 1, cycle_start, cycle_end, 0, 0 from credit_accounts where workspace_id = ${workspaceId}`

/** Adds another signed-in member. */
export async function addMember({ workspaceId }: Agency, role: MemberRole): Promise<Agency> {
  const sessionToken = randomBytes(32).toString('hex')
  const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
  return withDatabase(async (sql) => {
    const [user] = await sql`insert into users (email, name, current_workspace_id, email_verified_at)
      values (${`${randomUUID()}@agency.test`}, 'Mo Member', ${workspaceId}, now()) returning id`
    const userId = Number(user?.id)
    await sql`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${tokenHash}, ${userId}, now() + interval '1 day')`
    return { workspaceId, userId, sessionToken }
  })
}

export async function signInAs(page: Page, { sessionToken }: Agency): Promise<void> {
  await page
    .context()
    .addCookies([
      { name: 'next-auth.session-token', value: sessionToken, url: product().url, httpOnly: true },
    ])
  waitUntilInteractive(page)
}

/** The stored balance and entries of the ledger. */
export async function ledgerOf(workspaceId: number): Promise<{ left: number; amounts: number[] }> {
  return withDatabase(async (sql) => {
    const [account] =
      await sql`select allowance_left + extra_left as left from credit_accounts where workspace_id = ${workspaceId}`
    const entries =
      await sql`select amount from credit_entries where workspace_id = ${workspaceId} order by seq`
    return { left: Number(account?.left), amounts: entries.map((entry) => Number(entry.amount)) }
  })
}

/** Signs in as the demo's configured operator. */
export async function signInAsOperator(page: Page): Promise<void> {
  const sessionToken = randomBytes(32).toString('hex')
  const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
  const userId = await withDatabase(async (sql) => {
    await sql`insert into users (email, name) values ('operator@markettrak.test', 'Olu Operator') on conflict do nothing`
    const [user] = await sql`select id from users where email = 'operator@markettrak.test'`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${tokenHash}, ${user?.id}, now() + interval '1 day')`
    return Number(user?.id)
  })
  await signInAs(page, { workspaceId: 0, userId, sessionToken })
}

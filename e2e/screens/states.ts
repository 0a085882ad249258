import { type Agency, makeAgency, withDatabase } from '../support/agency'
import { COST_OF_SEVEN, giveHistory } from '../support/long-history'

type Wanted = NonNullable<Parameters<typeof makeAgency>[0]>
type State = { wanted: Wanted; entries?: number; become?: (agency: Agency) => Promise<void> }

const CREDITS: Wanted = { plan: 'growth', allowance: 2_000 }

/** Every state that the profile menu and the billing page know. */
export const states: Record<string, State> = {
  green: { wanted: CREDITS, entries: 54 },
  orange: { wanted: CREDITS, entries: 105 },
  red: { wanted: CREDITS, entries: 157 },
  zero: { wanted: { ...CREDITS, allowance: 24 * COST_OF_SEVEN }, entries: 24 * 7 },
  fresh: { wanted: CREDITS },
  trial: { wanted: { plan: 'trial', status: 'trialing', allowance: 100 }, entries: 7 },
  member: { wanted: { ...CREDITS, role: 'member' }, entries: 161 },
  admin: { wanted: { ...CREDITS, role: 'admin' }, entries: 105 },
  held: { wanted: CREDITS, entries: 54, become: holdForWork },
  overdue: { wanted: CREDITS, entries: 77, become: (agency) => subscription(agency, 'past_due') },
  cancelled: {
    wanted: CREDITS,
    entries: 77,
    become: async (agency) => {
      await subscription(agency, 'canceled')
      await withDatabase(
        (sql) => sql`update credit_accounts set spend_until = now() - interval '2 days',
          funded_until = now() - interval '2 days' where workspace_id = ${agency.workspaceId}`,
      )
    },
  },
  limits: { wanted: { plan: 'agency', allowance: 0, left: 0 }, become: useLimits },
  failed: {
    wanted: CREDITS,
    become: ({ workspaceId }) =>
      withDatabase(async (sql) => {
        await sql`delete from subscriptions where workspace_id = ${workspaceId}`
      }),
  },
}

export async function agencyIn({ wanted, entries = 0, become }: State): Promise<Agency> {
  const agency = await makeAgency(wanted)
  if (entries > 0) await giveHistory(agency, entries)
  await become?.(agency)
  return agency
}

async function subscription({ workspaceId }: Agency, status: string): Promise<void> {
  await withDatabase(
    (sql) => sql`update subscriptions set status = ${status} where workspace_id = ${workspaceId}`,
  )
}

/** A report and an image are under way. */
async function holdForWork({ workspaceId, userId }: Agency): Promise<void> {
  await withDatabase((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`
        insert into credit_holds (workspace_id, id, input_hash, amount, from_extra, cycle_start, actor_id, action, units,
          rate_version, subject_kind, subject_id, opened_at, lease_until, state)
        select workspace_id, gen_random_uuid(), 0, 20, 0, cycle_start, ${userId}, kind, 1, 1, kind, gen_random_uuid(),
          now(), now() + interval '1 hour', 0
        from credit_accounts, (values (1), (2)) as work(kind) where workspace_id = ${workspaceId}`
      await tx`update credit_accounts set held = 40, allowance_left = allowance_left - 40
        where workspace_id = ${workspaceId}`
    }),
  )
}

async function useLimits({ workspaceId }: Agency): Promise<void> {
  await withDatabase(
    (sql) => sql`
      insert into limit_counters (workspace_id, cycle_start, metric, used)
      select ${workspaceId}, a.cycle_start, m.metric, m.used
      from credit_accounts a, (values ('reports', 26), ('emails', 1830), ('contacts', 2140)) as m(metric, used)
      where a.workspace_id = ${workspaceId}`,
  )
}

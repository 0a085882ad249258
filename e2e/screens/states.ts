import { type Agency, makeAgency, withDatabase } from '../agency'
import { COST_OF_SEVEN, giveHistory } from '../long-history'

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

async function useLimits({ workspaceId }: Agency): Promise<void> {
  await withDatabase(
    (sql) => sql`
      insert into limit_counters (workspace_id, cycle_start, metric, used)
      select ${workspaceId}, a.cycle_start, m.metric, m.used
      from credit_accounts a, (values ('reports', 26), ('emails', 1830), ('contacts', 2140)) as m(metric, used)
      where a.workspace_id = ${workspaceId}`,
  )
}

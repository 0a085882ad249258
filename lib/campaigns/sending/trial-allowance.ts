import { eq, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { countOf, formatNumber } from '@/lib/core/text/format'
import { PLANS_HREF } from '@/lib/metering/refusals'
import { TRIAL_CAMPAIGN_EMAILS } from '@/lib/rate-limits/limits'
import { countOutsiders } from './recipients'

/** How many people outside the workspace a trial can still email, and how many a campaign has. */
export type TrialAllowance = { limit: number; left: number; wanted: number }

/** The first key of the advisory lock. The second one is the workspace id. */
const LOCK = 4_230

/** The allowance shown before sending; null if the workspace isn’t on a trial. */
export async function readTrialAllowance(
  { workspaceId }: WorkspaceContext,
  campaign: { id: string; listId: string | null },
): Promise<TrialAllowance | null> {
  return inWorkspace(workspaceId, async (tx) => {
    if (!(await isTrial(tx, workspaceId))) return null
    const wanted = await countOutsiders(tx, workspaceId, campaign.listId)
    return { limit: TRIAL_CAMPAIGN_EMAILS, left: await leftOf(tx, workspaceId, campaign.id), wanted }
  })
}

/**
 * Enforces the trial’s email allowance (R42) in the transaction that confirms a campaign, after its recipients are fixed.
 * Campaigns confirmed at the same time wait for each other.
 * @throws Refusal `trial.emails`
 */
export async function assertTrialAllowance(
  tx: Queryable,
  workspaceId: number,
  campaignId: string,
): Promise<void> {
  if (!(await isTrial(tx, workspaceId))) return
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, ${workspaceId})`)
  const left = await leftOf(tx, workspaceId, campaignId)
  const wanted = await countConfirmedOutsiders(tx, workspaceId, sql`c.id = ${campaignId}`)
  if (wanted <= left) return
  throw new Refusal('trial.emails', trialLimitMessage({ limit: TRIAL_CAMPAIGN_EMAILS, left, wanted }), {
    limit: TRIAL_CAMPAIGN_EMAILS,
    left,
    wanted,
    href: PLANS_HREF,
  })
}

export function trialLimitMessage({ limit, left, wanted }: TrialAllowance): string {
  const people = countOf(wanted, 'person', 'people')
  return `During your trial, you can email ${formatNumber(limit)} people outside your workspace. You have ${formatNumber(left)} left, and this campaign goes to ${people}. Choose a smaller list or a plan.`
}

async function isTrial(tx: Queryable, workspaceId: number): Promise<boolean> {
  const [row] = await tx
    .select({ trialDays: plans.trialDays })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  return row?.trialDays != null
}

/** The remaining allowance, not counting this campaign. */
async function leftOf(tx: Queryable, workspaceId: number, campaignId: string): Promise<number> {
  const confirmed = sql`c.status in ('scheduled', 'queued', 'running', 'paused', 'sent', 'stopped')`
  const used = await countConfirmedOutsiders(tx, workspaceId, sql`c.id <> ${campaignId} and ${confirmed}`)
  return Math.max(0, TRIAL_CAMPAIGN_EMAILS - used)
}

/** Recipients outside the workspace, except those that won’t be emailed. */
async function countConfirmedOutsiders(
  tx: Queryable,
  workspaceId: number,
  which: ReturnType<typeof sql>,
): Promise<number> {
  const [row] = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from campaigns c
      join campaign_recipients r on r.workspace_id = c.workspace_id and r.campaign_id = c.id
      where c.workspace_id = ${workspaceId} and ${which}
        and r.status <> 'left-out' and not (c.status = 'stopped' and r.status = 'waiting')
        and not exists (select 1 from members m join users u on u.id = m.user_id
          where m.workspace_id = c.workspace_id and lower(u.email) = r.email)`)
  return row?.people ?? 0
}

import { sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { marketNow } from '@/db/product-time'
import { can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { type FirstStep, type FirstStepKey, firstStepKeys } from './views'

/** After this many days, a workspace no longer shows first steps. */
const BEGINNER_DAYS = 45

/** The permission that each step needs. Steps without permission are hidden. Sender details come before the first campaign. */
const permissionOf = {
  sales: 'content.create',
  report: 'content.create',
  contacts: 'contacts.write',
  branding: 'workspace.manage',
  campaign: 'campaigns.send',
  invite: 'members.manage',
  plan: 'billing.manage',
} as const satisfies Record<FirstStepKey, string>

/**
 * The first things to do, in a helpful order, without those that were dismissed. Empty if all are done or the workspace is no
 * longer new.
 */
export async function readFirstSteps({ workspaceId, role }: WorkspaceContext): Promise<FirstStep[]> {
  const [row] = await readInWorkspace(workspaceId, (tx) => readSteps(tx, { workspaceId }))
  if (!row?.beginner) return []
  const { dismissed } = row
  const steps = firstStepKeys
    .filter((key) => can(role, permissionOf[key]) && !dismissed.includes(key))
    .map((key) => ({ key, done: row[key] }))
  return steps.every(({ done }) => done) ? [] : steps
}

const readSteps = preparedRead((db, given: Given<'workspaceId'>) =>
  db.execute<{ beginner: boolean; dismissed: string[] } & Record<FirstStepKey, boolean>>(sql`
      select w.created_at > ${marketNow} - make_interval(days => ${BEGINNER_DAYS}) as beginner,
        w.dismissed_steps as dismissed,
        exists (select from sale_sets s where s.workspace_id = w.id and s.revision > 0) as sales,
        exists (select from reports r where r.workspace_id = w.id and r.status = 'ready') as report,
        exists (select from contacts c where c.workspace_id = w.id) as contacts,
        exists (select from campaigns c where c.workspace_id = w.id
          and c.status in ('scheduled', 'queued', 'running', 'paused', 'sent')) as campaign,
        exists (select from sender_details s where s.workspace_id = w.id) as branding,
        (select count(*) from members m where m.workspace_id = w.id) > 1
          or exists (select from invitations i where i.workspace_id = w.id and i.used_at is null
            and i.revoked_at is null and i.expires_at > ${marketNow}) as invite,
        exists (select from subscriptions s where s.workspace_id = w.id and s.status in ('active', 'past_due')) as plan
      from workspaces w where w.id = ${given('workspaceId')}`),
)

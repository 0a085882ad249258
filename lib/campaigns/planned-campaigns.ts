import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { PlannedCampaign, RefusedCampaign } from './views'

/** More than any workspace has scheduled; the earliest come first. */
const MAX_PLANNED = 500
const MAX_REFUSED = 5

/** The scheduled campaigns, earliest first, each at its confirmed price (R8). */
export async function listPlannedCampaigns({ workspaceId }: WorkspaceContext): Promise<PlannedCampaign[]> {
  const rows = await readInWorkspace(workspaceId, (tx) => readPlanned(tx, { workspaceId }))
  return rows.flatMap(({ id, name, listName, scheduledAt, recipients, quotedCredits }) =>
    scheduledAt
      ? [{ id, name, listName, at: scheduledAt.toISOString(), recipients, credits: quotedCredits ?? 0 }]
      : [],
  )
}

const readPlanned = preparedRead((db, given: Given<'workspaceId'>) => {
  const { id, name, listName, scheduledAt, recipients, quotedCredits } = campaigns
  return db
    .select({ id, name, listName, scheduledAt, recipients, quotedCredits })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, given('workspaceId')), eq(campaigns.status, 'scheduled')))
    .orderBy(asc(scheduledAt), asc(id))
    .limit(MAX_PLANNED)
})

/** Campaigns that weren’t sent at their scheduled time and need a decision, latest first. */
export async function listRefusedCampaigns({ workspaceId }: WorkspaceContext): Promise<RefusedCampaign[]> {
  const rows = await readInWorkspace(workspaceId, (tx) => readRefused(tx, { workspaceId }))
  return rows.map(({ id, name, status, failure }) => ({
    id,
    name,
    status: status === 'held' ? status : 'refused',
    failure: failure ?? '',
  }))
}

const readRefused = preparedRead((db, given: Given<'workspaceId'>) => {
  const { id, name, status, failure } = campaigns
  return db
    .select({ id, name, status, failure })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, given('workspaceId')), inArray(status, ['refused', 'held'])))
    .orderBy(desc(campaigns.scheduledAt))
    .limit(MAX_REFUSED)
})

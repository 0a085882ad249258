import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
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
  return rows.flatMap(plannedOf)
}

/** The same, and the campaigns that weren’t sent at their scheduled time and need a decision, latest first. */
export async function listPlannedAndRefused({ workspaceId }: WorkspaceContext): Promise<{
  planned: PlannedCampaign[]
  refused: RefusedCampaign[]
}> {
  const rows = await readInWorkspace(workspaceId, (tx) => readBoth(tx, { workspaceId }))
  const [scheduled, others] = [rows.filter(isScheduled), rows.filter((row) => !isScheduled(row))]
  return { planned: scheduled.flatMap(plannedOf), refused: others.map(refusedOf) }
}

type Row = Awaited<ReturnType<typeof readPlanned>>[number]

const isScheduled = ({ status }: Row) => status === 'scheduled'

const plannedOf = ({ id, name, listName, scheduledAt, recipients, quotedCredits }: Row): PlannedCampaign[] =>
  scheduledAt
    ? [{ id, name, listName, at: scheduledAt.toISOString(), recipients, credits: quotedCredits ?? 0 }]
    : []

const refusedOf = ({ id, name, status, failure }: Row): RefusedCampaign => ({
  id,
  name,
  status: status === 'held' ? status : 'refused',
  failure: failure ?? '',
})

const { id, name, listName, status, failure, scheduledAt, recipients, quotedCredits } = campaigns
const columns = { id, name, listName, status, failure, scheduledAt, recipients, quotedCredits }

const scheduledOnes = (db: Queryable, given: Given<'workspaceId'>) =>
  db
    .select(columns)
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, given('workspaceId')), eq(status, 'scheduled')))
    .orderBy(asc(scheduledAt), asc(id))
    .limit(MAX_PLANNED)

const refusedOnes = (db: Queryable, given: Given<'workspaceId'>) =>
  db
    .select(columns)
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, given('workspaceId')), inArray(status, ['refused', 'held'])))
    .orderBy(desc(scheduledAt))
    .limit(MAX_REFUSED)

const readPlanned = preparedRead(scheduledOnes)

/** One statement, because each takes longer to send and read than to run. */
const readBoth = preparedRead((db, given: Given<'workspaceId'>) =>
  scheduledOnes(db, given).unionAll(refusedOnes(db, given)),
)

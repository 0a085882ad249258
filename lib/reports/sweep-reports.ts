import { and, asc, inArray, lt, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { reports } from '@/db/schema'
import { log } from '@/lib/core/log'
import { enqueue, jobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { renew } from '@/lib/metering/metered'
import { openReservations } from '@/lib/metering/open-reservations'
import { endReport, REPORT_LEASE_SECONDS, settleReport, UNFINISHED } from './settle-report'

/** Leaves a request the time between storing its report and handing it to the queue. */
const YOUNG_SECONDS = 15
/** A report that could not be made in this time will not be. */
const LONGEST_MINUTES = 60
/** Of one sweep; the next one goes on. */
const MOST_REPORTS = 200

type Unfinished = Pick<typeof reports.$inferSelect, 'workspaceId' | 'id' | 'holdId' | 'status' | 'createdAt'>

/**
 * Puts right what killed processes left behind: every report ends finished and paid, or ended and free (R13). Safe to run
 * at any time and in several processes at once.
 */
export async function sweepReports(): Promise<void> {
  for (const report of await unfinishedReports()) await guarded(report.id, () => takeUpAgain(report))
  for (const { workspaceId, id } of await unsettledReports())
    await guarded(id, () => settleReport(workspaceId, id))
}

/** One report that cannot be put right does not keep the others waiting. */
async function guarded(report: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, report }, 'a report could not be put right'))
}

function unfinishedReports(): Promise<Unfinished[]> {
  const { workspaceId, id, holdId, status, createdAt } = reports
  return system()
    .select({ workspaceId, id, holdId, status, createdAt })
    .from(reports)
    .where(
      and(
        inArray(reports.status, [...UNFINISHED]),
        lt(reports.createdAt, sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(workspacesInTurn(reports.workspaceId, reports.createdAt), asc(reports.createdAt))
    .limit(MOST_REPORTS)
}

async function takeUpAgain({ workspaceId, id, holdId, status, createdAt }: Unfinished): Promise<void> {
  const jobs = await jobsOfKey('report-make', id)
  if (jobs.live) {
    // One that runs says itself that it is alive; one that waits in a long queue cannot.
    if (status === 'queued') await renew(workspaceId, holdId, REPORT_LEASE_SECONDS)
    return
  }
  const tooOld = (await readMarketNow()).getTime() - createdAt.getTime() > LONGEST_MINUTES * 60_000
  if (jobs.ended || tooOld) {
    await endReport(workspaceId, id, {
      status: 'failed',
      failure: 'It was interrupted and could not be resumed.',
    })
    return
  }
  await renew(workspaceId, holdId, REPORT_LEASE_SECONDS)
  await enqueue('report-make', { workspaceId, id }, id)
}

/** Finished, but stopped before they were paid or freed. */
async function unsettledReports(): Promise<{ workspaceId: number; id: string }[]> {
  const rows = await system().execute<{ workspace_id: number; id: string }>(sql`
    select r.workspace_id, r.id from reports r
      join ${openReservations} h on h.workspace_id = r.workspace_id and h.id = r.hold_id
    where r.status in ('ready', 'failed', 'cancelled')
    limit ${MOST_REPORTS}`)
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }))
}

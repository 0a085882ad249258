import { and, asc, eq, inArray, lt, notInArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { log } from '@/lib/core/logging/log'
import { enqueue, findJobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { openReservations } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import type { PaidWork, WorkJob, WorkRow } from './paid-work'
import { UNFINISHED } from './rows'
import { endWork, settleWork } from './settle'

/** Gives a request time to queue its job after storing its row. */
const YOUNG_SECONDS = 15
/** Work older than this is ended. */
const LONGEST_MINUTES = 60
/** Per sweep; the next one continues. */
const MOST_AT_ONCE = 200

type Unfinished = Pick<WorkRow, 'workspaceId' | 'id' | 'holdId' | 'status' | 'createdAt'>

/**
 * Repairs what killed processes left behind: all work of a kind ends ready and charged, or ended and free (R13). Safe to
 * run at any time and concurrently.
 */
export async function sweepWork(work: PaidWork): Promise<void> {
  for (const row of await unfinishedOf(work)) await logFailure(work, row, () => resume(work, row))
  for (const row of await unsettledOf(work))
    await logFailure(work, row, () => settleWork(work, row.workspaceId, row.id))
}

/** Work that cannot be repaired does not block the rest. */
async function logFailure(
  { kind }: PaidWork,
  { id }: WorkJob,
  repair: () => Promise<unknown>,
): Promise<void> {
  await repair().catch((error) => log.error({ err: error, kind, id }, 'paid work could not be repaired'))
}

async function unfinishedOf({ table }: PaidWork): Promise<Unfinished[]> {
  const { workspaceId, id, holdId, status, createdAt } = table
  const rows = await system()
    .select({ workspaceId, id, holdId, status, createdAt })
    .from(table)
    .where(
      and(
        inArray(status, UNFINISHED),
        lt(createdAt, sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(workspacesInTurn(workspaceId, createdAt), asc(createdAt))
    .limit(MOST_AT_ONCE)
  return rows as Unfinished[]
}

async function resume(work: PaidWork, { workspaceId, id, holdId, status, createdAt }: Unfinished) {
  const jobs = await findJobsOfKey(work.queue, id)
  if (jobs.live) {
    // A running job renews its own hold. One in a long queue cannot.
    if (status === 'queued') await renew(workspaceId, holdId, work.leaseSeconds)
    return
  }
  const ageMinutes = ((await readMarketNow()).getTime() - createdAt.getTime()) / 60_000
  if (jobs.ended || ageMinutes > LONGEST_MINUTES) {
    const failure = 'It was interrupted and could not be resumed. Try again.'
    await endWork(work, workspaceId, id, { status: 'failed', failure })
    return
  }
  await renew(workspaceId, holdId, work.leaseSeconds)
  await enqueue(work.queue, { workspaceId, id }, id)
}

/** Work that finished, but whose process stopped before its hold was captured or released. */
async function unsettledOf({ table }: PaidWork): Promise<WorkJob[]> {
  const rows = await system()
    .select({ workspaceId: table.workspaceId, id: table.id })
    .from(table)
    .innerJoin(
      sql`${openReservations} h`,
      and(eq(sql`h.workspace_id`, table.workspaceId), eq(sql`h.id`, table.holdId)),
    )
    .where(notInArray(table.status, UNFINISHED))
    .limit(MOST_AT_ONCE)
  return rows as WorkJob[]
}

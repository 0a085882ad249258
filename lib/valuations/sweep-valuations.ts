import { and, asc, inArray, lt, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { valuations } from '@/db/schema'
import { log } from '@/lib/core/log'
import { enqueue, jobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { renew } from '@/lib/metering/metered'
import { openReservations } from '@/lib/metering/open-reservations'
import { endValuation, settleValuation, UNFINISHED, VALUATION_LEASE_SECONDS } from './settle-valuation'

/** Leaves a request the time between storing its valuation and handing it to the queue. */
const YOUNG_SECONDS = 15
/** A valuation that could not be made in this time will not be. */
const LONGEST_MINUTES = 60
/** Of one sweep; the next one goes on. */
const MOST_VALUATIONS = 200

type Unfinished = Pick<
  typeof valuations.$inferSelect,
  'workspaceId' | 'id' | 'holdId' | 'status' | 'createdAt'
>

/**
 * Puts right what killed processes left behind: every valuation ends finished and paid, or ended and free (R13). Safe to run
 * at any time and in several processes at once.
 */
export async function sweepValuations(): Promise<void> {
  for (const valuation of await unfinishedValuations())
    await guarded(valuation.id, () => takeUpAgain(valuation))
  for (const { workspaceId, id } of await unsettledValuations())
    await guarded(id, () => settleValuation(workspaceId, id))
}

/** One valuation that cannot be put right does not keep the others waiting. */
async function guarded(valuation: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, valuation }, 'a valuation could not be put right'))
}

function unfinishedValuations(): Promise<Unfinished[]> {
  const { workspaceId, id, holdId, status, createdAt } = valuations
  return system()
    .select({ workspaceId, id, holdId, status, createdAt })
    .from(valuations)
    .where(
      and(
        inArray(valuations.status, [...UNFINISHED]),
        lt(valuations.createdAt, sql`market_now() - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(workspacesInTurn(valuations.workspaceId, valuations.createdAt), asc(valuations.createdAt))
    .limit(MOST_VALUATIONS)
}

async function takeUpAgain({ workspaceId, id, holdId, status, createdAt }: Unfinished): Promise<void> {
  const jobs = await jobsOfKey('valuation-make', id)
  if (jobs.live) {
    // One that runs says itself that it is alive; one that waits in a long queue cannot.
    if (status === 'queued') await renew(workspaceId, holdId, VALUATION_LEASE_SECONDS)
    return
  }
  const tooOld = (await readMarketNow()).getTime() - createdAt.getTime() > LONGEST_MINUTES * 60_000
  if (jobs.ended || tooOld) {
    await endValuation(workspaceId, id, {
      status: 'failed',
      failure: 'It was interrupted and could not be resumed.',
    })
    return
  }
  await renew(workspaceId, holdId, VALUATION_LEASE_SECONDS)
  await enqueue('valuation-make', { workspaceId, id }, id)
}

/** Finished, but stopped before they were paid or freed. */
async function unsettledValuations(): Promise<{ workspaceId: number; id: string }[]> {
  const rows = await system().execute<{ workspace_id: number; id: string }>(sql`
    select r.workspace_id, r.id from valuations r
      join ${openReservations} h on h.workspace_id = r.workspace_id and h.id = r.hold_id
    where r.status in ('ready', 'declined', 'failed', 'cancelled')
    limit ${MOST_VALUATIONS}`)
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }))
}

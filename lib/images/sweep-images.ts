import { and, asc, inArray, lt, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { images } from '@/db/schema'
import { log } from '@/lib/core/log'
import { enqueue, jobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { renew } from '@/lib/metering/metered'
import { openReservations } from '@/lib/metering/open-reservations'
import { endImage, IMAGE_LEASE_SECONDS, settleImage, UNFINISHED } from './settle-image'

/** Leaves a request the time between storing its image and handing it to the queue. */
const YOUNG_SECONDS = 15
/** An image that could not be made in this time will not be. */
const LONGEST_MINUTES = 60
/** Of one sweep; the next one goes on. */
const MOST_IMAGES = 200

type Unfinished = Pick<typeof images.$inferSelect, 'workspaceId' | 'id' | 'holdId' | 'status' | 'createdAt'>

/**
 * Puts right what killed processes left behind: every image ends finished and paid, or ended and free (R13). Safe to run
 * at any time and in several processes at once.
 */
export async function sweepImages(): Promise<void> {
  for (const image of await unfinishedImages()) await guarded(image.id, () => takeUpAgain(image))
  for (const { workspaceId, id } of await unsettledImages())
    await guarded(id, () => settleImage(workspaceId, id))
}

/** One image that cannot be put right does not keep the others waiting. */
async function guarded(image: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, image }, 'an image could not be put right'))
}

function unfinishedImages(): Promise<Unfinished[]> {
  const { workspaceId, id, holdId, status, createdAt } = images
  return system()
    .select({ workspaceId, id, holdId, status, createdAt })
    .from(images)
    .where(
      and(
        inArray(images.status, [...UNFINISHED]),
        lt(images.createdAt, sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(workspacesInTurn(images.workspaceId, images.createdAt), asc(images.createdAt))
    .limit(MOST_IMAGES)
}

async function takeUpAgain({ workspaceId, id, holdId, status, createdAt }: Unfinished): Promise<void> {
  const jobs = await jobsOfKey('image-make', id)
  if (jobs.live) {
    // One that runs says itself that it is alive; one that waits in a long queue cannot.
    if (status === 'queued') await renew(workspaceId, holdId, IMAGE_LEASE_SECONDS)
    return
  }
  const tooOld = (await readMarketNow()).getTime() - createdAt.getTime() > LONGEST_MINUTES * 60_000
  if (jobs.ended || tooOld) {
    await endImage(workspaceId, id, {
      status: 'failed',
      failure: 'It was interrupted and could not be resumed.',
    })
    return
  }
  await renew(workspaceId, holdId, IMAGE_LEASE_SECONDS)
  await enqueue('image-make', { workspaceId, id }, id)
}

/** Finished, but stopped before they were paid or freed. */
async function unsettledImages(): Promise<{ workspaceId: number; id: string }[]> {
  const rows = await system().execute<{ workspace_id: number; id: string }>(sql`
    select i.workspace_id, i.id from images i
      join ${openReservations} h on h.workspace_id = i.workspace_id and h.id = i.hold_id
    where i.status in ('ready', 'failed', 'cancelled')
    limit ${MOST_IMAGES}`)
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }))
}

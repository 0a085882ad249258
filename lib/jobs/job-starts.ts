import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { jobStarts } from '@/db/schema'
import type { QueueName } from './queues'

/** How many times a job may crash its process before it fails (R41). */
export const MAX_STARTS = 3
/** A scheduled job that crashed too often is tried once more after this time. */
const REST = sql`interval '1 hour'`

export type JobName = { queue: QueueName; key: string }
export type JobStart = {
  /** Starts without an end, including this one. */
  starts: number
  /** It failed long enough ago for one more try. */
  rested: boolean
}

const isJob = ({ queue, key }: JobName) => and(eq(jobStarts.queue, queue), eq(jobStarts.key, key))

/** Written before the work, so that a crash leaves a record. */
export async function recordStart({ queue, key }: JobName): Promise<JobStart> {
  const givenUp = sql`${jobStarts.starts} >= ${MAX_STARTS}`
  const [row] = await system()
    .insert(jobStarts)
    .values({ queue, key, starts: 1 })
    .onConflictDoUpdate({
      target: [jobStarts.queue, jobStarts.key],
      set: {
        starts: sql`${jobStarts.starts} + 1`,
        startedAt: sql`case when ${givenUp} then ${jobStarts.startedAt} else ${marketNow} end`,
      },
    })
    .returning({
      starts: jobStarts.starts,
      rested: sql<boolean>`${jobStarts.startedAt} < ${marketNow} - ${REST}`,
    })
  return row ?? { starts: 1, rested: false }
}

/** The process survived. Whether the work succeeded is up to the queue. */
export async function recordEnd(job: JobName): Promise<void> {
  await system().delete(jobStarts).where(isJob(job))
}

/** The work got further than in earlier tries, so earlier crashes no longer count. */
export async function recordProgress(job: JobName): Promise<void> {
  await setStarts(job, 1)
}

/** Allows one more try after the pause. If the job crashes its process again, it pauses again. */
export async function allowOneMoreStart(job: JobName): Promise<void> {
  await setStarts(job, MAX_STARTS)
}

async function setStarts(job: JobName, starts: number): Promise<void> {
  await system().update(jobStarts).set({ starts, startedAt: marketNow }).where(isJob(job))
}

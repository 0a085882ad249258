import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { jobStarts } from '@/db/schema'
import type { QueueName } from './queues'

/** How often a job may take its process down before it is given up (R41). */
export const MOST_STARTS = 3
/** A job that comes again by a schedule and was given up is tried once after this time. */
const REST = sql`interval '1 hour'`

export type JobName = { queue: QueueName; key: string }
export type JobStart = {
  /** Starts without an end, this one included. */
  starts: number
  /** It was given up long enough ago for one more try. */
  rested: boolean
}

const isJob = ({ queue, key }: JobName) => and(eq(jobStarts.queue, queue), eq(jobStarts.key, key))

/** Written before the work, so that a process that is ended by it leaves a trace. */
export async function recordStart({ queue, key }: JobName): Promise<JobStart> {
  const givenUp = sql`${jobStarts.starts} >= ${MOST_STARTS}`
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

/** The process lived on: whether the work succeeded is the queue's business. */
export async function recordEnd(job: JobName): Promise<void> {
  await system().delete(jobStarts).where(isJob(job))
}

/** The work came further than any try before it, so earlier crashes no longer count against it. */
export async function recordProgress(job: JobName): Promise<void> {
  await setStarts(job, 1)
}

/** One more try for a job that has rested; if it ends its process again, it rests again. */
export async function allowOneMoreStart(job: JobName): Promise<void> {
  await setStarts(job, MOST_STARTS)
}

async function setStarts(job: JobName, starts: number): Promise<void> {
  await system().update(jobStarts).set({ starts, startedAt: marketNow }).where(isJob(job))
}

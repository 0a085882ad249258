import { and, inArray, sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import { type Queryable, system } from '@/db/client'
import { notFound } from '@/lib/core/errors'
import { safeError } from '@/lib/core/logging/safe-error'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { jobQueue } from '../queue'
import { type QueueName, queues } from '../queues'
import { failureDetails, failureMessage } from './failure-labels'

export type FailedJob = {
  id: string
  queue: QueueName
  failedAt: string
  attempts: number
  /** A readable reason. */
  cause: string
  /** The full stored error, without the values it concerned. */
  details: string
}
export type QueueState = { queue: QueueName; waiting: number; running: number; failed: number }

/** How many jobs are waiting, running and failed in each queue. Failed jobs remain as long as the queue keeps them. */
export async function readQueueStates(): Promise<QueueState[]> {
  await jobQueue()
  const rows = await system().execute<{ name: string; waiting: number; running: number; failed: number }>(sql`
    select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed
    from pgboss.job group by name`)
  return (Object.keys(queues) as QueueName[]).map((queue) => {
    const row = rows.find(({ name }) => name === queue)
    return { queue, waiting: row?.waiting ?? 0, running: row?.running ?? 0, failed: row?.failed ?? 0 }
  })
}

/** Failed jobs that won't be retried automatically, newest first. */
export async function readFailedJobs(query: PageQuery): Promise<Page<FailedJob>> {
  await jobQueue()
  const page = pageClauses({ at: sql`completed_on`, id: sql`id` }, query)
  const rows = await system().execute<{
    id: string
    name: string
    completed_on: string
    retry_count: number
    output: unknown
    cursor: string
  }>(sql`
    select id, name, completed_on, retry_count, coalesce(output -> 'value', output) as output, ${page.cursor} as cursor
    from pgboss.job
    where ${and(sql`state = 'failed'`, inArray(sql`name`, Object.keys(queues)), page.where)}
    order by ${sql.join(page.orderBy, sql`, `)} limit ${page.limit}`)
  return toPage([...rows], query, ({ id, name, completed_on, retry_count, output }) => {
    const error = safeError(output)
    return {
      id,
      queue: name as QueueName,
      failedAt: new Date(completed_on).toISOString(),
      attempts: retry_count + 1,
      cause: failureMessage(error),
      details: failureDetails(error),
    }
  })
}

/**
 * Puts a failed job back in its queue, in the caller's transaction. Await `jobQueue` before the transaction begins.
 * @throws Refusal `not-found` if it doesn't exist or is no longer failed
 */
export async function retryJob(tx: Queryable, queue: QueueName, id: string): Promise<void> {
  const boss = await jobQueue()
  const db = fromDrizzle(tx, sql)
  const [job] = await boss.findJobs(queue, { id, db })
  if (job?.state !== 'failed') throw notFound('failed job')
  await boss.retry(queue, id, { db })
}

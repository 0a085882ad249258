import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { jobQueue } from './queue'
import { type QueueName, queues } from './queues'

export type QueueLoad = {
  queue: QueueName
  waiting: number
  running: number
  failed: number
  /** How long the oldest job that is due has waited; 0 if none is. */
  oldestSeconds: number
}

/** How much work each queue has, by the machine's clock, which is the queue's own. */
export async function readQueueLoads(): Promise<QueueLoad[]> {
  await jobQueue()
  const rows = await system().execute<{
    name: string
    waiting: number
    running: number
    failed: number
    oldest: number | null
  }>(sql`
    select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed,
      extract(epoch from now() - min(greatest(created_on, start_after))
        filter (where state in ('created', 'retry') and start_after <= now() and not blocked))::float8 as oldest
    from pgboss.job group by name`)
  return (Object.keys(queues) as QueueName[]).map((queue) => {
    const row = rows.find(({ name }) => name === queue)
    return {
      queue,
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      failed: row?.failed ?? 0,
      oldestSeconds: Math.max(0, row?.oldest ?? 0),
    }
  })
}

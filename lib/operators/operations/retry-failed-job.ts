import { system } from '@/db/client'
import { retryJob } from '@/lib/jobs/failures/failed-jobs'
import { jobQueue } from '@/lib/jobs/queue'
import type { QueueName } from '@/lib/jobs/queues'
import type { Operator } from '../operator'
import { recordEvent } from './record-event'

/**
 * Queues a failed job again and records it in one transaction, since the queue is in the same database.
 * @throws Refusal `not-found`
 */
export async function retryFailedJob(operator: Operator, queue: QueueName, id: string): Promise<void> {
  await jobQueue()
  await system().transaction(async (tx) => {
    await recordEvent(tx, operator, { verb: 'job.retried', after: { queue, job: id } })
    await retryJob(tx, queue, id)
  })
}

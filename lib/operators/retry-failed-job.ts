import { system } from '@/db/client'
import { retryJob } from '@/lib/jobs/failed-jobs'
import type { QueueName } from '@/lib/jobs/queues'
import type { Operator } from './operator'
import { recordEvent } from './record-event'

/**
 * Puts a failed job back in its queue.
 * @throws Refusal `not-found`
 */
export async function retryFailedJob(operator: Operator, queue: QueueName, id: string): Promise<void> {
  await retryJob(queue, id)
  await recordEvent(system(), operator, { verb: 'job.retried', after: { queue, job: id } })
}

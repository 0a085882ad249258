import { randomUUID } from 'node:crypto'
import type { QueueName } from '../queues'
import { runJob } from '../run-job'

/** A separate worker process that its job kills, like a job that uses up all memory. For tests. */
const [queue, data] = process.argv.slice(2)
const job = {
  id: randomUUID(),
  data: JSON.parse(data ?? '{}') as { workspaceId: number; id: string },
  signal: new AbortController().signal,
  retryCount: 0,
  retryLimit: 3,
}
await runJob(queue as QueueName & 'feed-import', job, async () => {
  process.kill(process.pid, 'SIGKILL')
  // The signal may arrive a little later.
  await new Promise(() => {})
})

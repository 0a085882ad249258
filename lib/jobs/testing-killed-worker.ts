import { randomUUID } from 'node:crypto'
import type { QueueName } from './queues'
import { runJob } from './run-job'

/** A worker process of its own whose job ends it, as a job does that takes all memory. For the test of it. */
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
  // The signal arrives in its own time.
  await new Promise(() => {})
})

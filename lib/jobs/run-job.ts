import type { JobWithMetadata } from 'pg-boss'
import { log } from '@/lib/core/logging/log'
import { safeError } from '@/lib/core/logging/safe-error'
import { type Handlers, handlers, type LeftBehind, leftBehind } from '@/worker/handlers'
import {
  allowOneMoreStart,
  type JobName,
  MOST_STARTS,
  recordEnd,
  recordProgress,
  recordStart,
} from './job-starts'
import { oneAtATime } from './one-at-a-time'
import { keyOfJob } from './queue'
import type { JobData, QueueName } from './queues'

type Job<Name extends QueueName> = Pick<
  JobWithMetadata<JobData[Name]>,
  'id' | 'data' | 'signal' | 'retryCount' | 'retryLimit'
>

/** Under way in this process. What is still here when the process stops in order did not end it. */
const underWay = new Set<JobName>()

/**
 * Runs one job. One that took its process down three times is given up instead: what it was about is shown as failed and
 * its credits are released (R13, R41).
 */
export async function runJob<Name extends QueueName>(
  queue: Name,
  job: Job<Name>,
  work: Handlers[Name] = handlers[queue],
): Promise<void> {
  const name = { queue, key: keyOfJob(job.data) ?? '' }
  try {
    const { starts, rested } = await recordStart(name)
    if (starts > MOST_STARTS && !(await mayStartAgain(name, job.data, rested))) return
    underWay.add(name)
    const attempt = {
      signal: job.signal,
      last: job.retryCount >= job.retryLimit,
      starts,
      progress: () => recordProgress(name),
    }
    const run = () => work(job.data, attempt)
    await (starts > 1 ? oneAtATime(run) : run())
  } catch (error) {
    log.error({ err: error, queue, job: job.id, retry: job.retryCount }, 'job failed')
    // The queue keeps what is thrown, and operators see it.
    throw withoutValues(error)
  } finally {
    // A process that stops in order has recorded the end already; its database connection may be closed by now.
    if (underWay.delete(name)) {
      await recordEnd(name).catch((error) =>
        log.warn({ err: error, queue, job: job.id }, 'the end of a job could not be recorded'),
      )
    }
  }
}

/** Gives a job up. True: it comes again by a schedule and has rested, so it is tried once more. */
async function mayStartAgain<Name extends QueueName>(
  name: JobName & { queue: Name },
  data: JobData[Name],
  rested: boolean,
): Promise<boolean> {
  const { queue, key } = name
  const giveUp: LeftBehind[Name] = leftBehind[queue]
  if (giveUp) {
    log.error({ queue, key }, 'job given up: it ended its process three times')
    await giveUp(data)
    await recordEnd(name)
    return false
  }
  if (!rested) {
    log.error({ queue }, 'scheduled job left out: it ended its process three times; next try in an hour')
    return false
  }
  await allowOneMoreStart(name)
  return true
}

/** For a process that stops in order: what it leaves unfinished did not end it and is taken up by the next one. */
export async function recordOrderlyStop(): Promise<void> {
  const unfinished = [...underWay]
  underWay.clear()
  await Promise.all(unfinished.map(recordEnd))
}

function withoutValues(error: unknown): Error {
  const safe = safeError(error)
  return Object.assign(new Error(safe.message), safe)
}

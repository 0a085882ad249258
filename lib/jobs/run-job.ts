import type { JobWithMetadata } from 'pg-boss'
import { log } from '@/lib/core/logging/log'
import { reportError } from '@/lib/core/logging/report-error'
import { runForRequest } from '@/lib/core/logging/request-id'
import { safeError } from '@/lib/core/logging/safe-error'
import { record } from '@/lib/core/telemetry/measure'
import { type GiveUpHandlers, giveUpHandlers, type Handlers, handlers } from '@/worker/handlers'
import {
  allowOneMoreStart,
  type JobName,
  MAX_STARTS,
  recordEnd,
  recordProgress,
  recordStart,
} from './job-starts'
import { keyOfJob, splitJob } from './queue'
import type { JobData, QueueName } from './queues'

type Job<Name extends QueueName> = Pick<
  JobWithMetadata<JobData[Name]>,
  'id' | 'data' | 'signal' | 'retryCount' | 'retryLimit'
>

/** Jobs running in this process. Jobs still here at a graceful stop did not crash it. */
const running = new Set<JobName>()

/**
 * Runs one job. A job that crashed its process three times fails instead: what it was about is shown as failed and its
 * credits are released (R13, R41).
 */
export async function runJob<Name extends QueueName>(
  queue: Name,
  job: Job<Name>,
  work: Handlers[Name] = handlers[queue],
): Promise<void> {
  const { data, requestId } = splitJob(job.data)
  await runForRequest(requestId, () => runMeasured(queue, { ...job, data }, work))
}

async function runMeasured<Name extends QueueName>(
  queue: Name,
  job: Job<Name>,
  work: Handlers[Name],
): Promise<void> {
  const began = performance.now()
  const measure = (outcome: 'done' | 'failed') =>
    record('market_trak_job_duration_seconds', (performance.now() - began) / 1_000, { queue, outcome })
  const name = { queue, key: keyOfJob(job.data) ?? '' }
  try {
    const { starts, rested } = await recordStart(name)
    if (starts > MAX_STARTS && !(await canStartAgain(name, job.data, rested))) return
    running.add(name)
    const attempt = {
      signal: job.signal,
      last: job.retryCount >= job.retryLimit,
      starts,
      progress: () => recordProgress(name),
    }
    const run = () => work(job.data, attempt)
    await (starts > 1 ? runOneAtATime(run) : run())
    measure('done')
  } catch (error) {
    measure('failed')
    log.error({ err: error, queue, job: job.id, retry: job.retryCount }, 'job failed')
    reportError(error, { where: 'job', tags: { queue, retry: String(job.retryCount) } })
    // The queue stores what is thrown, for operators.
    throw withoutValues(error)
  } finally {
    // A graceful stop has already recorded the end; the database connection may be closed by now.
    if (running.delete(name)) {
      await recordEnd(name).catch((error) =>
        log.warn({ err: error, queue, job: job.id }, 'the end of a job could not be recorded'),
      )
    }
  }
}

/**
 * Fails a job that crashed too often. Returns true if it is a scheduled job whose pause is over, so that it is tried
 * once more.
 */
async function canStartAgain<Name extends QueueName>(
  name: JobName & { queue: Name },
  data: JobData[Name],
  rested: boolean,
): Promise<boolean> {
  const { queue, key } = name
  const giveUp: GiveUpHandlers[Name] = giveUpHandlers[queue]
  if (giveUp) {
    log.error({ queue, key }, 'job failed permanently: it crashed its process three times')
    await giveUp(data)
    await recordEnd(name)
    return false
  }
  if (!rested) {
    log.error({ queue }, 'scheduled job skipped: it crashed its process three times; next try in an hour')
    return false
  }
  await allowOneMoreStart(name)
  return true
}

/** For a graceful stop: unfinished jobs did not crash the process, and the next worker resumes them. */
export async function recordGracefulStop(): Promise<void> {
  const unfinished = [...running]
  running.clear()
  await Promise.all(unfinished.map(recordEnd))
}

function withoutValues(error: unknown): Error {
  const safe = safeError(error)
  return Object.assign(new Error(safe.message), safe)
}

/** A job that runs longer than this is not one that crashes its process quickly, so the next one need not wait. */
const LONGEST_WAIT_MS = 20_000

let previous: Promise<unknown> = Promise.resolve()

/**
 * Runs jobs that were interrupted by a crash one at a time. The job that crashes the process again then does not count
 * against the others that happened to run at the same time.
 */
function runOneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = previous
  const running = waitFor(turn).then(work)
  previous = running.catch(() => {})
  return running
}

async function waitFor(turn: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS)
  })
  await Promise.race([turn, limit])
  clearTimeout(timer)
}

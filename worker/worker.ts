import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { startMeasuring } from '@/lib/health/start-measuring'
import { watchChanges } from '@/lib/notifications/watch/watch-changes'
import { jobQueue, stopJobQueue } from '../lib/jobs/queue'
import { type JobData, type QueueName, queues } from '../lib/jobs/queues'
import { recordGracefulStop, runJob } from '../lib/jobs/run-job'
import { poolOf, type WorkerPool } from '../lib/jobs/worker-pools'

/** Left for closing connections after the jobs have ended. */
const CLOSING_SECONDS = 1

const held = globalThis as typeof globalThis & { marketTrakWorker?: Promise<{ stop(): Promise<void> }> }

/** Starts running jobs, once per process. Any number of processes can run at the same time. */
export function startWorker(): Promise<{ stop(): Promise<void> }> {
  held.marketTrakWorker ??= start().catch((error) => {
    held.marketTrakWorker = undefined
    throw error
  })
  return held.marketTrakWorker
}

async function start(): Promise<{ stop(): Promise<void> }> {
  await startMeasuring('worker')
  watchChanges()
  const boss = await jobQueue()
  for (const name of Object.keys(queues) as QueueName[]) {
    const { cron, notAtStart } = queues[name]
    const pool = poolOf(name)
    for (let i = 0; i < pool.workers; i += 1) await addWorker(boss, name, pool)
    if (cron) await boss.schedule(name, cron)
    // Picks up what a killed process left behind right away, not a minute later.
    if (cron && !notAtStart) await boss.send(name, {})
  }
  log.info({ queues: Object.keys(queues) }, 'worker started')
  return {
    async stop() {
      held.marketTrakWorker = undefined
      // Record it before and after: the web server may end the process before the last jobs have ended.
      await recordGracefulStop()
      await stopJobQueue(env().SHUTDOWN_SECONDS - CLOSING_SECONDS)
      await recordGracefulStop()
      log.info('worker stopped')
    },
  }
}

/** One worker of a queue. It fetches the next job as soon as it has finished one, and polls otherwise. */
async function addWorker<Name extends QueueName>(boss: PgBoss, name: Name, pool: WorkerPool): Promise<void> {
  let worker = ''
  const options = { ...pool.fetch, pollingIntervalSeconds: pool.pollSeconds, includeMetadata: true } as const
  worker = await boss.work(name, options, async ([job]: JobWithMetadata<JobData[Name]>[]) => {
    try {
      if (job) await runJob(name, job)
    } finally {
      boss.notifyWorker(worker)
    }
  })
}

import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Queryable } from '@/db/client'
import { log } from '@/lib/core/logging/log'
import { fairPriority } from './fair-turn'
import { type JobData, type QueueName, queues } from './queues'

/**
 * The door to the job queue. It knows no feature, so that features may put jobs in; who takes them out is in worker.ts.
 */

// Kept on globalThis so that hot reload in development does not start one more at every change.
const held = globalThis as typeof globalThis & { marketTrakBoss?: Promise<PgBoss> }

/** The process's one pg-boss, started at the first use. It keeps its tables in a schema of its own. */
export function jobQueue(): Promise<PgBoss> {
  held.marketTrakBoss ??= start().catch((error) => {
    held.marketTrakBoss = undefined
    throw error
  })
  return held.marketTrakBoss
}

async function start(): Promise<PgBoss> {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: jobs are kept in PostgreSQL.')
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    application_name: 'market-trak-jobs',
    max: 4,
    // How soon a dead worker's job is taken up again: its heartbeat plus at most this.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  // Without a listener an outage of the database would end the process; pg-boss goes on by itself when it is back.
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  for (const [name, { cron: _, notAtStart: __, ...options }] of Object.entries(queues))
    await boss.createQueue(name, options)
  return boss
}

/** What a job carries. A scheduled one carries nothing, and pg-boss hands over null for that. */
type Carried = object | null

/** Which workspace a job works for; null for work over all of them. Workspaces take turns (fair-turn.ts, worker.ts). */
export function groupOfJob(data: Carried): string | null {
  return data && 'workspaceId' in data ? String(data.workspaceId) : null
}

/** What a job is about, for its key; undefined where a queue has one kind of job. */
export function keyOfJob(data: Carried): string | undefined {
  if (data && 'id' in data) return String(data.id)
  return groupOfJob(data) ?? undefined
}

/** Puts a job in. With a `key`, a job that waits or runs under the same key is enough. */
export async function enqueue<Name extends QueueName>(
  name: Name,
  data: JobData[Name],
  key?: string,
): Promise<void> {
  const boss = await jobQueue()
  const group = groupOfJob(data)
  await boss.send(name, data, {
    ...(key !== undefined && { singletonKey: key }),
    ...(group !== null && { group: { id: group }, priority: await fairPriority(boss, name, group) }),
  })
}

/**
 * Puts a job in with what the transaction writes: both are there, or neither. Await `jobQueue` before it begins, since its
 * first start takes a while.
 */
export async function enqueueIn<Name extends QueueName>(
  tx: Queryable,
  name: Name,
  data: JobData[Name],
): Promise<void> {
  const boss = await jobQueue()
  await boss.send(name, data, { db: fromDrizzle(tx, sql) })
}

export type JobsOfKey = {
  /** One waits, runs or will be tried again. */
  live: boolean
  /** There was one, and it is over. */
  ended: boolean
}

export async function jobsOfKey(name: QueueName, key: string): Promise<JobsOfKey> {
  const boss = await jobQueue()
  const jobs = await boss.findJobs(name, { key, limit: 20 })
  const live = jobs.filter(({ state }) => state === 'created' || state === 'retry' || state === 'active')
  return { live: live.length > 0, ended: jobs.length > live.length }
}

/** Waits for running jobs up to a bound, then ends the connections. */
export async function stopJobQueue(): Promise<void> {
  const starting = held.marketTrakBoss
  held.marketTrakBoss = undefined
  const boss = await starting?.catch(() => undefined)
  await boss?.stop({ graceful: true, timeout: STOP_LIMIT_MS })
}

/** Shorter than the ten seconds that container hosts give. */
const STOP_LIMIT_MS = 8_000

import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Queryable } from '@/db/client'
import { readDatabaseUrl } from '@/db/connections/connection'
import { log } from '@/lib/core/logging/log'
import { currentRequestId } from '@/lib/core/logging/request-id'
import { type JobData, type QueueName, queues } from './queues'

/** Entry point of the job queue. It knows no feature, so that features can add jobs; worker.ts runs them. */

// On globalThis so that hot reload in development does not start another queue on every change.
const held = globalThis as typeof globalThis & { marketTrakBoss?: Promise<PgBoss> }

/** The process's pg-boss instance, started at first use. Its tables are in their own schema. */
export function jobQueue(): Promise<PgBoss> {
  held.marketTrakBoss ??= start().catch((error) => {
    held.marketTrakBoss = undefined
    throw error
  })
  return held.marketTrakBoss
}

const DEFAULT_POOL_SIZE = 4
const SCHEMA = 'pgboss'

/**
 * Creates or migrates the queue's tables over a direct connection, before the processes of a version start. They stay on the
 * coordinator of a distributed database, which would otherwise try to create them on every node.
 */
export async function prepareJobQueue(directUrl: string, isDistributed: boolean): Promise<void> {
  const { url, ssl } = readDatabaseUrl(directUrl)
  const boss = new PgBoss({
    connectionString: url,
    ssl,
    schema: SCHEMA,
    application_name: 'market-trak-migrate',
    max: 1,
    supervise: false,
    schedule: false,
    // Read by the driver, which gets all of these settings.
    ...(isDistributed && { options: '-c citus.enable_ddl_propagation=off' }),
  })
  await boss.start()
  await boss.stop({ graceful: false })
}

async function start(): Promise<PgBoss> {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set. Jobs are stored in PostgreSQL.')
  const { url, ssl } = readDatabaseUrl(connectionString)
  const boss = new PgBoss({
    // It only uses transactions and locks that end with them, so it works through a pooler too.
    connectionString: url,
    ssl,
    schema: SCHEMA,
    application_name: 'market-trak-jobs',
    max: Number(process.env.DATABASE_JOBS_POOL_SIZE) || DEFAULT_POOL_SIZE,
    // How soon a dead worker's job is restarted: its heartbeat plus at most this.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    // A job's spans belong to the trace of the request that added it.
    openTelemetry: { propagateContext: true },
  })
  // Without a listener, a database outage would end the process. pg-boss recovers by itself.
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  for (const [name, { cron: _, notAtStart: __, ...options }] of Object.entries(queues))
    await boss.createQueue(name, options)
  return boss
}

/** The data of a job. Scheduled jobs have none, for which pg-boss passes null. */
type JobPayload = object | null

/** The workspace a job belongs to; null if it covers all of them. Workspaces take turns (fair-turn.ts, worker.ts). */
export function groupOfJob(data: JobPayload): string | null {
  return data && 'workspaceId' in data ? String(data.workspaceId) : null
}

/** The key of a job: what it is about. Undefined if its queue has only one kind of job. */
export function keyOfJob(data: JobPayload): string | undefined {
  if (data && 'id' in data) return String(data.id)
  return groupOfJob(data) ?? undefined
}

/** What is stored with a job besides its data: the request that added it, so its log lines name both. */
type ForRequest = { requestId?: string }

function forRequest<Data extends object>(data: Data): Data & ForRequest {
  const requestId = currentRequestId()
  return requestId === undefined ? data : { ...data, requestId }
}

/** A stored job's own data, and the request that added it. */
export function splitJob<Data extends JobPayload>(
  stored: Data,
): { data: Data; requestId: string | undefined } {
  if (!stored || !('requestId' in stored)) return { data: stored, requestId: undefined }
  const { requestId, ...data } = stored as Data & ForRequest
  return { data: data as Data, requestId: typeof requestId === 'string' ? requestId : undefined }
}

/** Adds a job. With a `key`, nothing is added if a job with the same key is waiting or running. */
export async function enqueue<Name extends QueueName>(
  name: Name,
  data: JobData[Name],
  key?: string,
): Promise<void> {
  const boss = await jobQueue()
  const group = groupOfJob(data)
  await boss.send(name, forRequest(data), {
    ...(key !== undefined && { singletonKey: key }),
    ...(group !== null && { group: { id: group }, priority: await fairPriority(boss, name, group) }),
  })
}

/**
 * Adds a job in a transaction, so that the job and the transaction's rows exist together or not at all. Await
 * `jobQueue` before the transaction begins, since its first start takes a while.
 */
export async function enqueueIn<Name extends QueueName>(
  tx: Queryable,
  name: Name,
  data: JobData[Name],
): Promise<void> {
  const boss = await jobQueue()
  await boss.send(name, forRequest(data), { db: fromDrizzle(tx, sql) })
}

export type JobsOfKey = {
  /** One is waiting, running or will be retried. */
  live: boolean
  /** One existed and has ended. */
  ended: boolean
}

export async function findJobsOfKey(name: QueueName, key: string): Promise<JobsOfKey> {
  const boss = await jobQueue()
  const jobs = await boss.findJobs(name, { key, limit: 20 })
  const live = jobs.filter(({ state }) => state === 'created' || state === 'retry' || state === 'active')
  return { live: live.length > 0, ended: jobs.length > live.length }
}

/** Waits a limited time for running jobs, then closes the connections. */
export async function stopJobQueue(limitSeconds = 8): Promise<void> {
  const starting = held.marketTrakBoss
  held.marketTrakBoss = undefined
  const boss = await starting?.catch(() => undefined)
  await boss?.stop({ graceful: true, timeout: limitSeconds * 1_000 })
}

/**
 * Workspaces take turns in every queue (R41). A job's turn comes after its workspace's previous waiting job, and not
 * before the queue's current turn. The queue takes the lowest turn first, so a workspace's only job is next even if
 * another workspace has queued a thousand before it. This is start-time fair queueing. Two simultaneous requests may
 * get the same turn, which is harmless.
 */
async function fairPriority(boss: PgBoss, queue: QueueName, group: string): Promise<number> {
  const { rows } = await boss.getDb().executeSql(TURN, [queue, group])
  const turn = Number((rows[0] as { turn: number } | undefined)?.turn ?? 0)
  // pg-boss takes the highest priority first.
  return -turn
}

const WAITS = `name = $1 and state < 'active' and not blocked and start_after <= now()`
const TURN = `
  select greatest(0,
    (select -priority from pgboss.job where ${WAITS} order by priority desc limit 1),
    (select max(-priority) + 1 from pgboss.job where ${WAITS} and group_id = $2)) as turn`

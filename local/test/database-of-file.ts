import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { copyOnEachNode, dropOnEachNode } from './citus'

/**
 * Vitest setup for database tests: each file gets its own copy of the migrated database, so it can change global data (rate
 * card, catalog, clock) without affecting other files.
 */
const template = new URL(inject('databaseUrl'))
const admin = new URL(template)
admin.pathname = '/postgres'
const name = `test_${randomUUID().replaceAll('-', '')}`

const MAX_TRIES = 12
const OBJECT_IN_USE = '55006'

// With a pooler, the role has limits for requests. Copying a database on a busy machine takes longer.
const UNLIMITED = { statement_timeout: 0, lock_timeout: 0 }
const sql = postgres(admin.href, { max: 1, onnotice: () => {}, connection: UNLIMITED })
const citusNodes = inject('citusNodes')
try {
  if (citusNodes) await copyOnEachNode(citusNodes, name)
  else await copyTemplate()
} finally {
  await sql.end({ timeout: 5 })
}

/** PostgreSQL may be cleaning up the template; it waits five seconds for that, and a busy machine needs longer. */
async function copyTemplate(tries = 1): Promise<void> {
  try {
    await sql.unsafe(`create database ${name} template ${template.pathname.slice(1)}`)
  } catch (error) {
    const inUse = error instanceof postgres.PostgresError && error.code === OBJECT_IN_USE
    if (!inUse || tries >= MAX_TRIES) throw error
    await copyTemplate(tries + 1)
  }
}

function ownOf(url: string): string {
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}
/**
 * Files of one worker share its process, so each file closes its connections and the next one connects to its own database.
 */
const held = globalThis as typeof globalThis & Record<string, unknown>
const KEPT_FOR_THE_PROCESS = /^marketTrak(?!TestEnvironment)/

async function closeHeldConnections(): Promise<unknown[]> {
  const {
    marketTrakWorker,
    marketTrakBoss,
    marketTrakLive,
    marketTrakLanes,
    marketTrakAnnouncer,
    marketTrakReader,
  } = held
  const closing: [isOpen: unknown, close: () => Promise<unknown>][] = [
    [marketTrakWorker ?? marketTrakBoss, async () => (await import('@/lib/jobs/queue')).stopJobQueue()],
    [marketTrakLive, async () => (await import('@/lib/realtime/balance-changes')).closeBalanceChanges()],
    [marketTrakLanes ?? marketTrakAnnouncer, async () => (await import('@/lib/credits/post')).closeLanes()],
    [marketTrakReader, async () => (await import('@/lib/credits/read/read')).closeReader()],
  ]
  const errors: unknown[] = []
  for (const [isOpen, close] of closing) if (isOpen) await close().catch((error) => errors.push(error))
  // Closing the others may open the pool.
  if (held.marketTrakPool) await (await import('@/db/client')).disconnect()
  // Whatever failed, the next file must not get connections to this one's database.
  for (const key of Object.keys(held)) if (KEPT_FOR_THE_PROCESS.test(key)) delete held[key]
  return errors
}

// Work of the file before may have gone on after its end, and opened connections to its database again.
if (Object.keys(held).some((key) => KEPT_FOR_THE_PROCESS.test(key))) await closeHeldConnections()

const pooled = inject('pooledUrl')
process.env.DATABASE_URL = ownOf(pooled ?? template.href)
if (pooled) process.env.DATABASE_DIRECT_URL = ownOf(template.href)

afterAll(async () => {
  const errors = await closeHeldConnections()
  if (citusNodes) await dropOnEachNode(citusNodes, name).catch((error) => errors.push(error))
  if (errors.length > 0) throw errors[0]
})

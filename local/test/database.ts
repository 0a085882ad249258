import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '../ports'
import { deletePostgresFiles } from '../postgres/home'
import { findPgBouncer, type Pooler, startPooler } from '../postgres/pooler'
import { startPostgres, stopPostgres } from '../postgres/server'
import { isSameProcess, markOf, type ProcessMark } from '../processes'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    /** The same database through PgBouncer; null without --pooler. */
    pooledUrl: string | null
    /** The same database on each Citus node, the coordinator first; null on one PostgreSQL. */
    citusNodes: string[] | null
  }
}

const FOLDER = join(import.meta.dirname, '..', '..', '.data', 'test-databases')
const OWNER_FILE = 'owner.json'

/**
 * Vitest global setup: a fresh, migrated PostgreSQL for the run, deleted afterward. With TEST_POOLER=1
 * (`npm test -- --only database --pooler`), tests use it through PgBouncer.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_POOLER) findPgBouncer()
  const { url, dataDir, stop } = await testDatabase()
  const { migrate } = await import('@/db/migrate')
  const { allowConnections, prepareCitusTemplate } = await import('./citus')
  let pooler: Pooler | null = null
  let citusNodes: string[] | null = null
  try {
    await migrate(url)
    citusNodes = await prepareCitusTemplate(url)
    if (citusNodes) await allowConnections(citusNodes, false)
    if (process.env.TEST_POOLER) pooler = await poolerOf(url, dataDir)
  } catch (error) {
    await stop()
    throw error
  }
  process.env.DATABASE_URL = pooler?.url ?? url
  if (pooler) process.env.DATABASE_DIRECT_URL = url
  project.provide('databaseUrl', url)
  project.provide('pooledUrl', pooler?.url ?? null)
  project.provide('citusNodes', citusNodes)
  return async () => {
    if (citusNodes) await allowConnections(citusNodes, true)
    await pooler?.stop()
    await stop()
  }
}

async function poolerOf(url: string, dataDir: string | null): Promise<Pooler> {
  if (!dataDir) throw new Error('TEST_POOLER starts PostgreSQL itself. Remove TEST_DATABASE_URL.')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    // As .env.example says.
    const role = sql(decodeURIComponent(new URL(url).username))
    await sql`alter role ${role} set statement_timeout = '30s'`
    await sql`alter role ${role} set lock_timeout = '10s'`
    await sql`alter role ${role} set idle_in_transaction_session_timeout = '60s'`
  } finally {
    await sql.end({ timeout: 5 })
  }
  return startPooler(dataDir, url)
}

async function testDatabase(): Promise<{ url: string; dataDir: string | null; stop(): Promise<void> }> {
  const configured = process.env.TEST_DATABASE_URL
  if (configured) return { url: configured, dataDir: null, stop: async () => {} }

  await sweepAbandoned()
  const dataDir = join(FOLDER, `${process.pid}-${Date.now()}`)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, OWNER_FILE), JSON.stringify(markOf(process.pid)))
  const server = await startPostgres({ dataDir, port: await findFreePort(), durable: false })
  return {
    url: server.url,
    dataDir,
    stop: async () => {
      await server.stop()
      deletePostgresFiles(dataDir)
    },
  }
}

/** A killed run leaves its server running; the next run stops it. */
async function sweepAbandoned(): Promise<void> {
  if (!existsSync(FOLDER)) return
  for (const name of readdirSync(FOLDER)) {
    const dataDir = join(FOLDER, name)
    const ownerFile = join(dataDir, OWNER_FILE)
    if (!existsSync(ownerFile)) continue
    const owner = JSON.parse(readFileSync(ownerFile, 'utf8')) as ProcessMark
    if (isSameProcess(owner)) continue
    await stopPostgres(dataDir)
    deletePostgresFiles(dataDir)
  }
}

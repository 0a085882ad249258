import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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
    /** Functions of the database that are not the same for each row, and those that are not always the same. */
    functions: { volatile: string[]; mutable: string[] }
    /** Where test files write which listed statements they saw. */
    statementsFolder: string
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
    project.provide('functions', await readFunctions(url))
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
  const statementsFolder = mkdtempSync(join(tmpdir(), 'market-trak-statements-'))
  project.provide('statementsFolder', statementsFolder)
  project.provide('citusNodes', citusNodes)
  return async () => {
    if (citusNodes) await allowConnections(citusNodes, true)
    await pooler?.stop()
    await stop()
    await reportUnused(project, statementsFolder)
  }
}

/** After a complete run, an entry of the list of statements that no statement needed fails it. */
async function reportUnused(project: TestProject, folder: string): Promise<void> {
  const used = new Set(
    readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')),
  )
  rmSync(folder, { recursive: true, force: true })
  const ran = project.vitest.state.getTestModules().filter((one) => one.project === project)
  const all = (await project.vitest.globTestSpecifications()).filter((one) => one.project === project)
  const isComplete = ran.length === all.length && ran.every((one) => one.state() === 'passed')
  if (!isComplete || project.config.testNamePattern) return
  const { allEntries } = await import('../statements/check-file')
  const unused = allEntries.filter((entry) => !used.has(entry))
  if (unused.length === 0) return
  process.exitCode = 1
  console.error(
    `No statement needs these entries of local/statements/listed.ts. Remove them:\n  ${unused.join('\n  ')}`,
  )
}

async function readFunctions(url: string): Promise<{ volatile: string[]; mutable: string[] }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const rows = await sql<{ name: string; isVolatile: boolean }[]>`
      select proname as name, bool_or(provolatile = 'v') as "isVolatile" from pg_proc
      where provolatile <> 'i' and prokind = 'f' group by proname`
    return {
      volatile: rows.filter(({ isVolatile }) => isVolatile).map(({ name }) => name),
      mutable: rows.map(({ name }) => name),
    }
  } finally {
    await sql.end({ timeout: 5 })
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

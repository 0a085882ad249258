import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '../ports'
import { deletePostgresFiles } from '../postgres/home'
import { startPostgres, stopPostgres } from '../postgres/server'
import { isSameProcess, markOf, type ProcessMark } from '../processes'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}

const FOLDER = join(import.meta.dirname, '..', '..', '.data', 'test-databases')
const OWNER_FILE = 'owner.json'

/** Vitest global setup: a fresh, migrated PostgreSQL for the run, deleted afterward. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await testDatabase()
  const { migrate } = await import('@/db/migrate')
  try {
    await migrate(url)
  } catch (error) {
    await stop()
    throw error
  }
  process.env.DATABASE_URL = url
  project.provide('databaseUrl', url)
  return stop
}

async function testDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const configured = process.env.TEST_DATABASE_URL
  if (configured) return { url: configured, stop: async () => {} }

  await sweepAbandoned()
  const dataDir = join(FOLDER, `${process.pid}-${Date.now()}`)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, OWNER_FILE), JSON.stringify(markOf(process.pid)))
  const server = await startPostgres({ dataDir, port: await findFreePort(), durable: false })
  return {
    url: server.url,
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

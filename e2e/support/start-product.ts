import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment } from '@/local/clean-environment'
import { deletePostgresFiles } from '@/local/postgres/home'
import { stopPostgres } from '@/local/postgres/server'
import { ensureBuilt } from '@/local/start/build'
import { endLeftovers, startChild } from '@/local/start/children'
import { acquireLock } from '@/local/start/lock-file'
import { ROOT } from '@/local/start/settings/settings'
import { E2E_DATA_DIR, E2E_DIST_DIR, e2ePort, MAIL_EVENTS_SECRET } from './product'

const RUNNER_DATA_DIR = join(E2E_DATA_DIR, '..', 'test')
const START_LIMIT_MS = 15 * 60_000

/** The build that all tests use; release.spec.ts also starts its release. Returns its version. */
export const ensureTestBuild = (signal = new AbortController().signal): Promise<string> =>
  ensureBuilt({
    dataDir: RUNNER_DATA_DIR,
    distDir: join(ROOT, E2E_DIST_DIR),
    release: true,
    say: console.log,
    signal,
  })

/**
 * Deletes the data of an earlier run, after ending what it may have left running.
 * @throws LockHeldError if that run isn't over
 */
export async function emptyDataFolder(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  // A concurrent run would lose its data.
  acquireLock(join(dataDir, 'running.lock'))()
  await endProductOf(dataDir)
  deletePostgresFiles(dataDir)
  mkdirSync(dataDir, { recursive: true })
}

/** A product that is told to stop is killed after a few seconds, on a busy machine before it has stopped all its parts. */
export async function endProductOf(dataDir: string): Promise<void> {
  await endLeftovers(dataDir)
  await stopPostgres(dataDir)
}

/** Starts the whole product with this data folder, like `npm start`; returns a function that stops it. */
export async function startProduct(dataDir: string): Promise<() => Promise<void>> {
  let becameReady = () => {}
  const ready = new Promise<'ready'>((resolve) => {
    becameReady = () => resolve('ready')
  })
  const product = startChild({
    name: 'product',
    // Not the product's own folder, where it would stop itself as a leftover process.
    dataDir: RUNNER_DATA_DIR,
    args: ['--import', 'tsx', 'local/start.ts', 'start'],
    env: {
      ...cleanEnvironment(),
      // Explicit, because these tests use other settings than a plain start.
      APP_ENV: 'demo',
      PORT: String(e2ePort()),
      DATA_DIR: dataDir,
      NEXT_DIST_DIR: E2E_DIST_DIR,
      MAIL_EVENTS_SECRET,
      // Its data is deleted by the next run.
      PG_DURABLE: '0',
      // Another database, for example a distributed one (docs/citus.md). It must be migrated.
      ...(process.env.E2E_DATABASE_URL && { DATABASE_URL: process.env.E2E_DATABASE_URL, SEED: '1' }),
      // All tests share one client address, and many share a user within a minute.
      LIMITS_FACTOR: '100',
    },
    onMessage: () => becameReady(),
  })
  const limit = setTimeout(() => void product.stop(), START_LIMIT_MS)
  const first = await Promise.race([ready, product.ended])
  clearTimeout(limit)
  if (first !== 'ready') throw new Error(`The product did not start: ${first.reason}`)
  return () => product.stop()
}

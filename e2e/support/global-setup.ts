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

/** Starts the whole product from scratch, like `npm start`; returns a function that stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  mkdirSync(E2E_DATA_DIR, { recursive: true })
  // A concurrent run would lose its data.
  acquireLock(join(E2E_DATA_DIR, 'running.lock'))()
  await endLeftovers(E2E_DATA_DIR)
  await stopPostgres(E2E_DATA_DIR)
  deletePostgresFiles(E2E_DATA_DIR)

  // release.spec.ts starts the release; all other tests use the same build from the checkout.
  await ensureBuilt({
    dataDir: RUNNER_DATA_DIR,
    distDir: join(ROOT, E2E_DIST_DIR),
    release: true,
    say: console.log,
    signal: new AbortController().signal,
  })

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
      DATA_DIR: E2E_DATA_DIR,
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

import { join } from 'node:path'
import { ensureBuilt } from '@/local/start/build'
import { ROOT } from '@/local/start/settings/settings'
import { copyPreparedData } from './prepared-data'
import { E2E_DATA_DIR, E2E_DIST_DIR } from './product'
import { emptyDataFolder, RUNNER_DATA_DIR, startProduct } from './start-product'

/** Starts the whole product with fresh data; returns a function that stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await emptyDataFolder(E2E_DATA_DIR)
  // release.spec.ts starts the release; all other tests use the same build from the checkout.
  const version = await ensureBuilt({
    dataDir: RUNNER_DATA_DIR,
    distDir: join(ROOT, E2E_DIST_DIR),
    release: true,
    say: console.log,
    signal: new AbortController().signal,
  })
  if (!process.env.E2E_DATABASE_URL) copyPreparedData(version)
  return startProduct(E2E_DATA_DIR)
}

import { join } from 'node:path'
import { ensureBrowser } from '@/local/browser'
import { ensureBuilt } from '@/local/start/build'
import { ROOT } from '@/local/start/settings/settings'
import { prepareData } from './support/prepared-data'
import { E2E_DIST_DIR } from './support/product'
import { RUNNER_DATA_DIR } from './support/start-product'

/** Prepares what the browser tests need: a browser, a production build and seeded data. */
const say = (line: string) => console.log(line)
const canceled = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => canceled.abort())

ensureBrowser(say)
const version = await ensureBuilt({
  dataDir: RUNNER_DATA_DIR,
  distDir: join(ROOT, E2E_DIST_DIR),
  release: true,
  say,
  signal: canceled.signal,
})
if (!process.env.E2E_DATABASE_URL) await prepareData(version)

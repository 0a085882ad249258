import { join } from 'node:path'
import { ensureBrowser } from '@/local/browser'
import { ensureBuilt } from '@/local/start/build'
import { ROOT } from '@/local/start/settings/settings'
import { E2E_DIST_DIR } from './support/product'

/** Prepares what the browser tests need: a browser and a production build. */
const say = (line: string) => console.log(line)
const canceled = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => canceled.abort())

ensureBrowser(say)
await ensureBuilt({
  dataDir: join(ROOT, '.data', 'test'),
  distDir: join(ROOT, E2E_DIST_DIR),
  release: true,
  say,
  signal: canceled.signal,
})

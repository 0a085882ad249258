import { ensureBrowser } from '@/local/browser'
import { prepareData } from './support/prepared-data'
import { ensureTestBuild } from './support/start-product'

/** Prepares what the browser tests need: a browser, a production build and seeded data. */
const canceled = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => canceled.abort())

ensureBrowser(console.log)
const version = await ensureTestBuild(canceled.signal)
if (!process.env.E2E_DATABASE_URL) await prepareData(version)

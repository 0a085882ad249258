import { parseArgs } from 'node:util'
import { connectDirect, disconnect } from '@/db/client'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { openBaseline } from './baseline.ts'
import { type Bench, fullSize, quickSize } from './bench.ts'
import { Report } from './report.ts'
import { checkBenchDatabase, startBenchServer } from './server.ts'
import { billingPage } from './workloads/billing-page.ts'
import { campaign } from './workloads/campaign.ts'
import { charges } from './workloads/charges.ts'
import { disk } from './workloads/disk.ts'
import { feed } from './workloads/feed.ts'
import { holds } from './workloads/holds.ts'
import { limit } from './workloads/limit.ts'
import { pages } from './workloads/pages.ts'
import { processes } from './workloads/processes.ts'
import { reads } from './workloads/reads.ts'
import { reset } from './workloads/reset.ts'

const workloads: Record<string, (bench: Bench) => Promise<void>> = {
  charges,
  limit,
  processes,
  holds,
  disk,
  reads,
  'billing-page': billingPage,
  reset,
  feed,
  campaign,
}
/** Starts the whole product with settings of its own, so it only runs alone. */
const alone: typeof workloads = { pages }

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    phone: { type: 'boolean', default: false },
    'web-processes': { type: 'string' },
    only: { type: 'string', default: Object.keys(workloads).join(',') },
    /** The URL of a database with the product's schema. */
    on: { type: 'string' },
  },
})
const names = values.only.split(',')
const selected = names.length === 1 ? { ...workloads, ...alone } : workloads
const unknown = names.filter((name) => !(name in selected))
if (unknown.length > 0) {
  const available = Object.keys(workloads).join(', ')
  console.error(
    `Unknown workload: ${unknown.join(', ')}. Available: ${available}, or ${Object.keys(alone)} on its own.`,
  )
  process.exit(2)
}

if (values.on && names.some((name) => name !== 'charges')) {
  console.error(
    'With --on, only charges can be measured: npm run bench -- --only charges --on <database URL>.',
  )
  process.exit(2)
}

const webProcesses = values['web-processes']
if (webProcesses !== undefined && !/^([1-9]|[1-5]\d|6[0-4])$/.test(webProcesses)) {
  console.error('--web-processes is a whole number from 1 to 64.')
  process.exit(2)
}

const report = new Report(values.json)
const stop = await openServer(values.on)
try {
  // Counting entries of millions takes longer than a request can.
  const sql = connectDirect({ max: 1, long: true })
  if (values.on) await checkBenchDatabase(sql)
  const baseline = values.on ? null : await openBaseline(sql)
  const bench: Bench = {
    sql,
    baseline,
    report,
    size: values.quick ? quickSize : fullSize,
    profiled: values.profile,
    onPhone: values.phone,
    webProcesses: webProcesses === undefined ? undefined : Number(webProcesses),
  }
  for (const name of names) await selected[name]?.(bench)
  await Promise.all([sql.end({ timeout: 5 }), baseline?.close(), closeLanes(), closeReader(), disconnect()])
} finally {
  await stop()
}
report.log(`\n${report.table()}`)
process.exit(report.violations.length > 0 ? 1 : 0)

async function openServer(on: string | undefined): Promise<() => Promise<void>> {
  if (on === undefined) {
    report.log('Starting a separate PostgreSQL for the benchmark')
    return startBenchServer()
  }
  process.env.DATABASE_URL = on
  delete process.env.DATABASE_DIRECT_URL
  return async () => {}
}

import { disconnect, system } from '@/db/client'
import { allowLongStatements } from '@/db/limits'
import { seedCatalog } from '@/db/reference/catalog'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { isDemo } from '@/lib/core/settings/demo'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { trainLatest } from '@/lib/valuations/model/training/trained-model'
import { seedDemo } from './demo/seed-demo.ts'

/** Seeds a new installation: the catalog, the recorded sales, the valuation model, and with SEED=1 the demo workspaces. Safe to repeat. */
async function seed(): Promise<void> {
  allowLongStatements()
  await seedCatalog(system())
  await seedRecordedSales(process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || '')
  await trainLatest()
  if (process.env.SEED === '1' && isDemo()) await seedDemo()
}

try {
  await seed()
} finally {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
}

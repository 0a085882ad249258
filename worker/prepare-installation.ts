import { disconnect, system } from '@/db/client'
import { openPostgres } from '@/db/connections/connection'
import { allowLongStatements } from '@/db/connections/limits'
import { isSharded } from '@/db/distribute/sharding'
import { migrate } from '@/db/migrate'
import { seedCatalog } from '@/db/reference/catalog'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { prepareJobQueue } from '@/lib/jobs/queue'
import { trainLatest } from '@/lib/valuations/model/training/trained-model'

/** What every installation starts with: the job queue, the catalog, the recorded sales and the valuation model. Safe to repeat. */
export async function seedInstallation(): Promise<void> {
  allowLongStatements()
  const url = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || ''
  await prepareQueue(url)
  await seedCatalog(system())
  await seedRecordedSales(url)
  await trainLatest()
}

async function prepareQueue(url: string): Promise<void> {
  const sql = openPostgres(url, { max: 1 })
  try {
    await prepareJobQueue(url, await isSharded(sql))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Migrates a database and adds what every installation starts with. Runs once before the processes of a new version start.
 * Only one process at a time does it; others wait.
 * @param url a direct connection: a pooler in transaction mode can't hold the lock
 */
export async function prepareInstallation(url: string): Promise<void> {
  await migrate(url)
  process.env.DATABASE_URL = url
  const lock = openPostgres(url, { max: 1, connection: { statement_timeout: 0, lock_timeout: 0 } })
  try {
    // Training the valuation model takes some seconds, which a second process would only repeat.
    await lock`select pg_advisory_lock(7316003)`
    await seedInstallation()
  } finally {
    await Promise.all([disconnect(), lock.end({ timeout: 5 })])
  }
}

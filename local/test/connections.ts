import { disconnect } from '@/db/client'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'

/** Closes all connections the product opened in a database test file: queue, ledger, queries. */
export async function closeConnections(): Promise<void> {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
}

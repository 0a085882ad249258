import { disconnect } from '@/db/client'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'

/** Ends every connection that the product opened in a file of database tests: queue, ledger, queries. */
export async function closeConnections(): Promise<void> {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
}

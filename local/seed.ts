import { disconnect } from '@/db/client'
import { isDemo } from '@/lib/core/settings/demo'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { seedInstallation } from '@/worker/prepare-installation'
import { seedDemo } from './demo/seed-demo.ts'

/** Seeds a new installation: the catalog, the recorded sales, the valuation model, and with SEED=1 the demo workspaces. Safe to repeat. */
async function seed(): Promise<void> {
  await seedInstallation()
  if (process.env.SEED === '1' && isDemo()) await seedDemo()
}

try {
  await seed()
} finally {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
}

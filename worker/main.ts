import { onStop } from '@/lib/core/process/stopping'
import { checkSettings } from '@/lib/core/settings/check-settings'
import { checkSchema, SchemaError } from '@/lib/health/readiness'
import { shutDownOnSignal } from '@/lib/health/shut-down'
import { startWorker } from './worker'

/** A worker process: `npm run worker` in a checkout, `node dist/worker.mjs` in a release. */
checkSettings()
await checkSchema().catch((error: unknown) => {
  if (!(error instanceof SchemaError)) throw error
  console.error(error.message)
  process.exit(1)
})
shutDownOnSignal(async () => {})
const worker = await startWorker()
onStop(() => worker.stop())
console.log('The worker is running. Press Ctrl-C to stop it.')

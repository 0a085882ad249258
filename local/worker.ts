import { loadInstanceSettings } from './current-instance'

/** `npm run worker`: runs jobs outside the web process, with the running instance's settings. */
loadInstanceSettings()
const { checkSettings } = await import('@/lib/core/settings/check-settings')
checkSettings()
const { startWorker } = await import('@/worker/worker')
const { checkSchema, SchemaError } = await import('@/lib/health/readiness')
await checkSchema().catch((error: unknown) => {
  if (!(error instanceof SchemaError)) throw error
  console.error(error.message)
  process.exit(1)
})
const { onStop } = await import('@/lib/core/stopping')
const { shutDownOnSignal } = await import('@/lib/health/shut-down')
shutDownOnSignal(async () => {})
const worker = await startWorker()
onStop(() => worker.stop())
console.log('The worker is running. Press Ctrl-C to stop it.')

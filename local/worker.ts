import { loadInstanceSettings } from './current-instance'

/** `npm run worker`: runs jobs outside the web process, with the running instance's settings. */
loadInstanceSettings()
const { checkSettings } = await import('@/lib/core/settings/check-settings')
checkSettings()
const { startWorker } = await import('@/worker/worker')
const worker = await startWorker()
console.log('The worker is running. Press Ctrl-C to stop it.')

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}

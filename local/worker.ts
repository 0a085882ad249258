import { takeOverSettings } from './running-copy'

/** `npm run worker`: runs jobs in a separate process, with the settings of the copy that runs beside it. */
takeOverSettings()
const { checkSettings } = await import('@/lib/core/settings/check-settings')
checkSettings()
const { startWorker } = await import('@/worker/worker')
const worker = await startWorker()
console.log('The worker is running. Ctrl-C stops it.')

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

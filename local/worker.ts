import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './processes'
import { RUNTIME_FILE } from './start/environment'
import { shown, startSettings } from './start/settings'

/** `npm run worker`: runs jobs apart from the web process, with the settings of the copy that runs beside it. */
takeOverSettings()
const { startWorker } = await import('@/lib/jobs/worker')
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

/** What the person has set wins; the rest comes from the running copy. */
function takeOverSettings(): void {
  const { dataDir, production } = startSettings('start', process.env)
  const file = join(dataDir, RUNTIME_FILE)
  if (production) return
  if (!existsSync(file)) {
    if (process.env.DATABASE_URL) return
    console.error(
      `Nothing runs with the data in ${shown(dataDir)}. Start it first (npm start), or set DATABASE_URL.`,
    )
    process.exit(1)
  }
  const runtime = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; env: Record<string, string> }
  if (!isAlive(runtime.pid)) {
    console.error(`The copy with the data in ${shown(dataDir)} has ended. Start it first: npm start`)
    process.exit(1)
  }
  for (const [name, value] of Object.entries(runtime.env)) process.env[name] ||= value
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runCommand, withDatabase } from '@/local/database/with-database'

/** `npm run db:studio`: opens Drizzle Studio until Ctrl-C. Passes arguments on: `npm run db:studio -- --port 5000`. */
await runCommand(() =>
  withDatabase(async (url) => {
    const args = ['node_modules/drizzle-kit/bin.cjs', 'studio', '--host=127.0.0.1', ...process.argv.slice(2)]
    const studio = spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: url },
    })
    // Ctrl-C also stops the studio; a local database is stopped after it.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => studio.kill(signal))
    const [code] = (await once(studio, 'exit')) as [number | null]
    process.exitCode = code ?? 0
  }),
)

import { runCommand, withDatabase } from '@/local/database/with-database'

/** `npm run db:distribute`, with the database of the running instance. See worker/commands/distribute.ts. */
await runCommand(() =>
  withDatabase(async (url) => {
    process.env.DATABASE_URL = url
    await import('@/worker/commands/distribute')
  }),
)

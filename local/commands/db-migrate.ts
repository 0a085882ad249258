import { migrate } from '@/db/migrate'
import { runCommand, withDatabase } from '../database/with-database'

/**
 * `npm run db:migrate`: applies the migrations that a database lacks. `npm start` does so by itself; an installation with
 * several processes does it once, before they start.
 */
await runCommand(() =>
  withDatabase(async (url) => {
    await migrate(url)
    console.log('The database is up to date.')
  }),
)

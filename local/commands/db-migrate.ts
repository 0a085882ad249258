import { migrate } from '@/db/migrate'
import { runCommand, withDatabase } from '../database/with-database'

/**
 * `npm run db:migrate`: applies pending migrations. `npm start` does this automatically; an installation with several
 * processes runs it once before starting them.
 */
await runCommand(() =>
  withDatabase(async (url) => {
    await migrate(url)
    console.log('The database is up to date.')
  }),
)

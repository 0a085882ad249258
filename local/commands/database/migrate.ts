import { runCommand, withDatabase } from '@/local/database/with-database'
import { prepareInstallation } from '@/worker/prepare-installation'

/**
 * `npm run db:migrate`: applies pending migrations and adds the data that every installation starts with. `npm start` does
 * this automatically; a real installation runs it once before the processes of a new version start.
 */
await runCommand(() =>
  withDatabase(async (url) => {
    await prepareInstallation(url)
    console.log('The database is up to date.')
  }),
)

import { migrate } from '@/db/migrate'
import { settingValue } from '@/lib/core/settings/installation'
import { emptyDatabase, removeLocalState, resetProblem } from '@/local/database/reset'
import { runCommand, withLocalDatabase } from '@/local/database/with-database'
import { loadSettingsFiles, StartError, startSettings } from '@/local/start/settings/settings'

/**
 * `npm run db:reset`: empties the local database and the data of the local Stripe, inbox and files, and applies all
 * migrations. The next `npm start` seeds it again. With your own local database (APP_ENV=demo DATABASE_URL=...), only that
 * database is emptied.
 */
await runCommand(async () => {
  loadSettingsFiles()
  const problem = resetProblem(process.env)
  if (problem) throw new StartError(`Nothing was reset. ${problem}`)
  const settings = startSettings('start', process.env)
  const own = settingValue(process.env, 'DATABASE_DIRECT_URL') ?? settingValue(process.env, 'DATABASE_URL')
  if (own) {
    await emptyAndMigrate(own)
    console.log('The database is empty. To fill it with demo data: APP_ENV=demo SEED=1 npm start')
    return
  }
  await withLocalDatabase(settings, emptyAndMigrate)
  removeLocalState(settings.dataDir)
  console.log('The local database is empty. Run npm start to fill it with demo data.')
})

async function emptyAndMigrate(url: string): Promise<void> {
  await emptyDatabase(url)
  await migrate(url)
}

import { settingValue } from '@/lib/core/settings/installation'
import { prepareInstallation } from '../prepare-installation'

/** `node dist/migrate.mjs`: applies pending migrations and adds the data that every installation starts with. */
const url = settingValue(process.env, 'DATABASE_DIRECT_URL') ?? settingValue(process.env, 'DATABASE_URL')
if (!url) {
  console.error('DATABASE_URL is not set. Set it, or DATABASE_DIRECT_URL if DATABASE_URL is a pooler.')
  process.exit(1)
}
try {
  await prepareInstallation(url)
  console.log('The database is up to date.')
} catch (error) {
  console.error(error)
  process.exitCode = 1
}

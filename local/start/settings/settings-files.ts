import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './settings'

/** Loads the developer's own settings for all commands; tests use only their own. */
export function loadSettingsFiles(): void {
  if (process.env.MARKET_TRAK_ENV_FILES === 'none') return
  for (const name of ['.env.local', '.env']) {
    const file = join(ROOT, name)
    if (existsSync(file)) process.loadEnvFile(file)
  }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './settings'

/** A person's own settings, for every command alike; tests bring theirs and want no others. */
export function loadSettingsFiles(): void {
  if (process.env.MARKET_TRAK_ENV_FILES === 'none') return
  for (const name of ['.env.local', '.env']) {
    const file = join(ROOT, name)
    if (existsSync(file)) process.loadEnvFile(file)
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { realSettings, settingValue } from '@/lib/core/settings/installation'
import { isAlive } from './processes'
import { RUNTIME_FILE } from './start/settings/environment'
import { ROOT, shown } from './start/settings/settings'
import { loadSettingsFiles } from './start/settings/settings-files'

/**
 * For commands that work beside the product (`npm run worker`, `npm run ledger:verify`). They use the settings of the copy
 * that runs with the same data folder, with APP_ENV=demo those of the environment first. Real settings without APP_ENV are
 * used alone and never mixed with a demo's (R38). Ends the process when there are no settings to use.
 */
export function takeOverSettings(): void {
  const problem = tryToTakeOverSettings()
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

/** The same for commands that can do without. Says why there is no database to work with; null: there is one. */
export function tryToTakeOverSettings(): string | null {
  loadSettingsFiles()
  const ownSettings = realSettings(process.env, SETTING_NAMES)
  const appEnv = settingValue(process.env, 'APP_ENV')
  if (appEnv === 'production') return null
  if (appEnv === undefined && ownSettings.length > 0) {
    if (settingValue(process.env, 'DATABASE_URL')) return null
    return `APP_ENV is not set, and ${ownSettings.join(', ')} ${ownSettings.length === 1 ? 'is' : 'are'}. Set APP_ENV and DATABASE_URL too.`
  }
  const dataDir = resolve(ROOT, process.env.DATA_DIR || '.data')
  const runtime = runtimeOf(dataDir)
  if (!runtime || !isAlive(runtime.pid)) {
    if (settingValue(process.env, 'DATABASE_URL')) return null
    return runtime
      ? `The copy with the data in ${shown(dataDir)} has ended. Start it first: npm start`
      : `Nothing runs with the data in ${shown(dataDir)}. Start it first (npm start), or set DATABASE_URL.`
  }
  for (const [name, value] of Object.entries(runtime.env)) process.env[name] ||= value
  return null
}

type Runtime = { pid: number; env: Record<string, string> }

function runtimeOf(dataDir: string): Runtime | null {
  const file = join(dataDir, RUNTIME_FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Runtime) : null
}

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { realSettings, settingValue } from '@/lib/core/settings/installation'
import { isAlive } from './processes'
import { RUNTIME_FILE } from './start/settings/environment'
import { loadSettingsFiles, ROOT, shown } from './start/settings/settings'

/**
 * For commands that run next to the product (`npm run worker`, `npm run ledger:verify`): loads the settings of the instance
 * running with the same data folder. With APP_ENV=demo, the environment takes precedence. Real settings without APP_ENV are
 * never mixed with a demo's (R38). Exits if there are no settings to use.
 */
export function loadInstanceSettings(): void {
  const problem = tryLoadInstanceSettings()
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

/** The same for commands that can run without. Returns why there is no database, or null if there is one. */
export function tryLoadInstanceSettings(): string | null {
  loadSettingsFiles()
  const ownSettings = realSettings(process.env, SETTING_NAMES)
  const appEnv = settingValue(process.env, 'APP_ENV')
  if (appEnv === 'production') return null
  if (appEnv === undefined && ownSettings.length > 0) {
    if (settingValue(process.env, 'DATABASE_URL')) return null
    return `APP_ENV is not set, but ${ownSettings.join(', ')} ${ownSettings.length === 1 ? 'is' : 'are'}. Also set APP_ENV and DATABASE_URL.`
  }
  const dataDir = resolve(ROOT, process.env.DATA_DIR || '.data')
  const runtime = runtimeOf(dataDir)
  if (!runtime || !isAlive(runtime.pid)) {
    if (settingValue(process.env, 'DATABASE_URL')) return null
    return runtime
      ? `The instance with the data in ${shown(dataDir)} is no longer running. Start it first: npm start`
      : `No instance is running with the data in ${shown(dataDir)}. Run npm start first, or set DATABASE_URL.`
  }
  for (const [name, value] of Object.entries(runtime.env)) process.env[name] ||= value
  return null
}

type Runtime = { pid: number; env: Record<string, string> }

function runtimeOf(dataDir: string): Runtime | null {
  const file = join(dataDir, RUNTIME_FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Runtime) : null
}

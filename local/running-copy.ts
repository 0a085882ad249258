import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './processes'
import { RUNTIME_FILE } from './start/environment'
import { shown, startSettings } from './start/settings'

/**
 * For commands that work beside the product (`npm run worker`, `npm run ledger:verify`): what the person has set wins,
 * the rest comes from the copy that runs with the same data folder. Ends the process when there is neither.
 */
export function takeOverSettings(): void {
  const problem = tryToTakeOverSettings()
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

/** The same for commands that can do without. Says why there is no database to work with; null: there is one. */
export function tryToTakeOverSettings(): string | null {
  const { dataDir, production } = startSettings('start', process.env)
  const file = join(dataDir, RUNTIME_FILE)
  if (production) return null
  if (!existsSync(file)) {
    if (process.env.DATABASE_URL) return null
    return `Nothing runs with the data in ${shown(dataDir)}. Start it first (npm start), or set DATABASE_URL.`
  }
  const runtime = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; env: Record<string, string> }
  if (!isAlive(runtime.pid)) {
    if (process.env.DATABASE_URL) return null
    return `The copy with the data in ${shown(dataDir)} has ended. Start it first: npm start`
  }
  for (const [name, value] of Object.entries(runtime.env)) process.env[name] ||= value
  return null
}
